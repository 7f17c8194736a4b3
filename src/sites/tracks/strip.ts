/** Metres between the samples of a strip, along and across. */
export const stripStepMetres = 0.25;
/** Rows of a strip: 16 m across. Row 0 lies to the left of the line's direction. */
export const stripRows = 64;
/** Metres of a place: what the network answers for, two columns. */
export const placeMetres = 0.5;

/**
 * Where the samples of one strip lie: plain data, made before anything is read. Column c has its middle at `(c + 0.5) * stripStepMetres`
 * metres from the line's start; the sample of row r lies `(r + 0.5 - stripRows / 2) * stripStepMetres` metres to the right of it.
 */
export interface StripPlan {
  readonly trackId: string;
  readonly areaId: string | null;
  /** Even. */
  readonly columns: number;
  /** Pixels of level 0 of the middle of each column: column, row, one pair after another. `2 * columns` numbers. */
  readonly centres: Float64Array;
  /** Pixels of level 0 that one metre to the right of the line is, column and row, one pair a column. */
  readonly across: Float64Array;
  /** Unit vector along the line on the ground, east and north, one pair a column. */
  readonly along: Float64Array;
  /**
   * Stretches of columns that another track answers for, half-open: at a switch the two lines lie on the same ground, and a car there is
   * counted once. Sorted, without overlap.
   */
  readonly elsewhere: readonly (readonly [from: number, to: number])[];
}

/** The pixels of one strip. */
export interface Strip {
  readonly plan: StripPlan;
  /** Red, green and blue (thrice the same for grey), each `stripRows * columns` values, row by row, as the picture stores them. */
  readonly bands: readonly [Float32Array, Float32Array, Float32Array];
  /** 1 where the picture has data. */
  readonly valid: Uint8Array;
}
