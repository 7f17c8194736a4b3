/** What is known of the detector's error at one sample distance, measured on pictures that it was not trained on. */
export interface ErrorTerms {
  /** The row holds for sample distances up to this many metres. */
  readonly upToMetres: number;
  /** Median of (found - true) / true over pictures. */
  readonly bias: number;
  /** Relative standard deviation that all tracks of one picture share. */
  readonly sharedSd: number;
  /** False cars for each kilometre of empty track that was seen. */
  readonly falsePerKilometre: number;
  /** How many pictures and cars it was measured on, real ones apart. */
  readonly pictures: number;
  readonly cars: number;
  readonly real: boolean;
}
