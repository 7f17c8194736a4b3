import type { BoundPiece, FindingScreen, ScreenPiece } from "../../../../../findings/screens/finding.ts";
import type { Part } from "../../../../../findings/judgements/finding.ts";

/** All values of a finding in the order in which they are read. */
export const boundIn = ({ sentences }: Pick<FindingScreen, "sentences">): BoundPiece[] =>
  sentences.flatMap((s) => s.pieces.flatMap((p) => ("bound" in p ? [p.bound] : [])));

/** The key of the value so many steps from another; it stops at both ends. Without a value it begins at the near end. */
export function keyBeside(values: readonly BoundPiece[], from: string | null, steps: number): string | null {
  const at = values.findIndex((v) => v.key === from);
  if (at < 0) return (steps > 0 ? values[0] : values.at(-1))?.key ?? null;
  return values[Math.min(values.length - 1, Math.max(0, at + steps))]?.key ?? null;
}

/** The key of the next value that drifted, going round; null when none did. */
export function nextDrifted(values: readonly BoundPiece[], from: string | null): string | null {
  const at = values.findIndex((v) => v.key === from);
  const round = [...values.slice(at + 1), ...values.slice(0, at + 1)];
  return round.find((v) => !v.agrees)?.key ?? null;
}

/** A sentence as it reads. */
export const readingOf = (pieces: readonly ScreenPiece[]): string =>
  pieces.map((p) => ("text" in p ? p.text : p.bound.printed)).join("");

/** The parts of a finding in the order in which they are shown, and what stands over each. */
export const headings: readonly (readonly [part: Part, words: string])[] = [
  ["observation", "What was seen"],
  ["judgement", "What is judged from it"],
  ["confidence", "Confidence"],
  ["caveat", "What this finding cannot say"],
  ["context", "What else is on record"],
];

/** Columns of a table of evidence in which the last step of a path stands. */
const columns: Readonly<Record<string, string>> = {
  takenAt: "taken_at",
  observer: "observer",
  low: "low",
  best: "best",
  high: "high",
  caveats: "caveats",
  publisher: "publisher",
  at: "at",
  what: "what",
};

/** The column that a value was read from; null where it was worked out of more than one. */
export function columnOf(path: string): string | null {
  const [first, , field, ...rest] = path.split("/");
  if (rest.length > 0 || field === undefined) return null;
  return first === "counts" || first === "looks" || first === "events" ? (columns[field] ?? null) : null;
}

/** "2026-11-28 15:18 UTC". */
export const instant = (iso: string): string =>
  iso === "" ? "" : `${iso.slice(0, 16).replace("T", " ")} UTC`;

/** "3.5 MB", "544 kB". */
export const size = (bytes: number): string =>
  bytes < 1000
    ? `${bytes} B`
    : bytes < 1e6
      ? `${Math.round(bytes / 1000)} kB`
      : `${(bytes / 1e6).toFixed(1)} MB`;

/** A link out is only a link where it leads to the web. */
export const isWeb = (address: string): boolean => /^https?:\/\/[^\s/?#"'<>\\]+[^\s"<>\\]*$/i.test(address);
