import type { HistoryPoint } from "../../../findings/screens/history-point.ts";

/** Columns of the table and of the CSV file of a chart, in order. */
export const columns: readonly {
  readonly name: string;
  readonly of: (point: HistoryPoint) => string | number;
}[] = [
  { name: "date", of: (p) => p.date },
  { name: "from", of: (p) => new Date(p.fromMs).toISOString() },
  { name: "to", of: (p) => new Date(p.toMs).toISOString() },
  { name: "look", of: (p) => p.look },
  { name: "counts", of: (p) => p.counts.join(" ") },
  { name: "area", of: (p) => p.area ?? "" },
  { name: "outcome", of: (p) => p.outcome },
  { name: "reason", of: (p) => p.reason },
  { name: "low", of: (p) => p.low ?? "" },
  { name: "best", of: (p) => p.best ?? "" },
  { name: "high", of: (p) => p.high ?? "" },
  { name: "read_as", of: (p) => p.readAs },
  { name: "metres", of: (p) => p.metres ?? "" },
  { name: "counted_by", of: (p) => p.by },
  { name: "by_whom", of: (p) => p.byWhom },
  { name: "standing", of: (p) => p.standing },
  { name: "why", of: (p) => p.why },
  { name: "mix", of: (p) => p.mix },
  { name: "simulated", of: (p) => (p.simulated ? "yes" : "no") },
];

/** A cell as RFC 4180 has it; what a spreadsheet would take for a formula is kept from being one. */
function cell(value: string | number): string {
  if (typeof value === "number") return String(value);
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** The points of a chart as a CSV file. */
export const csvOf = (points: readonly HistoryPoint[]): string =>
  [columns.map((c) => c.name), ...points.map((p) => columns.map((c) => c.of(p)))]
    .map((row) => row.map(cell).join(","))
    .join("\r\n")
    .concat("\r\n");
