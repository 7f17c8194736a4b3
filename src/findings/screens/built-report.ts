export const reportFormats = ["html", "pdf"] as const;
export type ReportFormat = (typeof reportFormats)[number];

/** A report of a finding that lies in the case. */
export interface BuiltFile {
  readonly format: ReportFormat;
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
  /** When it was built, by the custody log; null where the log knows nothing of this file. */
  readonly builtAt: string | null;
  /** True when something came on record after it was built. */
  readonly older: boolean;
}
