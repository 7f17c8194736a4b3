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
}
