/** One import of position reports: what came in, what was refused and why, and the days that it wrote. */
export interface PositionImport {
  readonly id: string;
  readonly source: string;
  readonly sha256: string;
  readonly format: string;
  readonly lines: number;
  readonly fixes: number;
  readonly statements: number;
  /** Lines that gave nothing, by reason. */
  readonly refused: Readonly<Record<string, number>>;
  /** Hash of each day's file after the import, by day. */
  readonly days: Readonly<Record<string, string>>;
  /** What the seconds that senders stated say of the times of this import; null where no report stated one. */
  readonly clock: ImportClock | null;
}

/** The times of an import, held against the seconds that the senders stated. */
export interface ImportClock {
  /** Reports that state a second, and their senders. */
  readonly reports: number;
  readonly senders: number;
  /** How many seconds the times are later than the senders' seconds, -29 to 30; whole minutes cannot be seen. null: nothing can be told. */
  readonly offsetSeconds: number | null;
  /** Of the reports, those within five seconds of that. */
  readonly agreeing: number;
  /** Senders whose own clock differs steadily from that of the others. */
  readonly sendersOff: number;
}
