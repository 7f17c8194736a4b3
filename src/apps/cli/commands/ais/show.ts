import { InputError, quoted } from "../../../../base/errors.ts";
import { parseSpan } from "../../../../base/time/span.ts";
import type { PositionDay, PositionQuery } from "../../../../movements/ais/fixes.ts";
import { exportReports } from "../../../../system/positions/export/export-reports.ts";
import { shipsOf, type Ship } from "../../../../system/positions/ships.ts";
import { openPositions } from "../../../../system/positions/open-positions.ts";
import { counted } from "../../../../base/counted.ts";
import type { Call, ExitCode } from "../../definition.ts";
import { withCase } from "../../with-case.ts";
import { boxOf } from "./box-option.ts";

const most = { ships: 50, reports: 1_000_000 } as const;

export async function run(call: Call): Promise<ExitCode> {
  const { options, output, signal } = call;
  const text = (name: string): string | undefined => {
    const value = options[name];
    return typeof value === "string" ? value : undefined;
  };
  return withCase(call, "read", async (opened): Promise<ExitCode> => {
    const positions = await openPositions(opened);
    try {
      const query = queryOf(text);
      const out = text("out");
      if (out !== undefined) {
        const done = await exportReports(positions, query, out, limitOf(text("limit"), most.reports), signal);
        const isBare = /\.(csv|parquet)$/i.test(done.path);
        output.result(done, () => [
          `${done.path}: ${counted(done.reports, "report")}${done.leftOut > 0 ? `; ${done.leftOut} more are left out (--limit 0 writes all)` : ""}`,
          ...(isBare
            ? ["the reports alone: names, ship numbers and lengths that were sent are not in it"]
            : []),
        ]);
        return 0;
      }
      if (options["ships"] === true || query.mmsis !== undefined || query.box !== undefined) {
        const all = await shipsOf(positions, query, signal);
        const ships = all.slice(0, limitOf(text("limit"), most.ships));
        output.result({ ships, leftOut: all.length - ships.length }, () => shipLines(ships, all.length));
        return 0;
      }
      const every = await positions.days();
      const days = every.filter((d) => isTouched(d, query));
      output.result({ days }, () => dayLines(days, every.length));
      return 0;
    } finally {
      positions.close();
    }
  });
}

const dayMs = 86_400_000;

/** Whether any of a day lies in the time that is asked for. */
function isTouched({ day }: PositionDay, { fromMs, toMs }: PositionQuery): boolean {
  const beginMs = Date.parse(`${day}T00:00:00Z`);
  return beginMs < toMs && beginMs + dayMs > fromMs;
}

/** @param every days of the case, also outside of the time that is asked for */
function dayLines(days: readonly PositionDay[], every: number): string[] {
  if (days.length === 0)
    return [
      every === 0
        ? "no position reports (ais import brings some)"
        : `no position reports of this time; ${counted(every, "other day")} of the case have some`,
    ];
  return [
    ...days.map(
      (d) =>
        `${d.day}  ${String(d.fixes).padStart(12)} ${d.fixes === 1 ? "report " : "reports"}  ${counted(d.ships, "ship").padStart(13)}`,
    ),
    `${counted(days.length, "day")}, ${counted(
      days.reduce((sum, d) => sum + d.fixes, 0),
      "report",
    )}`,
  ];
}

function shipLines(ships: readonly Ship[], all: number): string[] {
  return [
    ...ships.map(
      (s) =>
        `${String(s.mmsi).padStart(9)}  ${String(s.reports).padStart(8)} ${s.reports === 1 ? "report " : "reports"}  ${new Date(s.firstMs).toISOString().slice(0, 16)}Z to ${new Date(s.lastMs).toISOString().slice(0, 16)}Z  ${s.names.join(" / ")}${s.imo === null ? "" : `, IMO ${s.imo}`}`,
    ),
    ships.length === all
      ? counted(all, "ship")
      : `${ships.length} of ${all} ships, those with the most reports (--limit 0 lists all)`,
  ];
}

function limitOf(text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise;
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0)
    throw InputError.of("ais show", "--limit", quoted(text), "a whole number; 0 for all");
  return value === 0 ? Infinity : value;
}

function queryOf(text: (name: string) => string | undefined): PositionQuery {
  const moment = (name: "from" | "to", otherwise: number): number => {
    const value = text(name);
    if (value === undefined) return otherwise;
    const parsed = parseSpan(value, 0);
    if (!parsed.ok) throw InputError.of("ais show", `--${name}`, quoted(value), parsed.allowed);
    return parsed.span.fromMs;
  };
  const [box, ships] = [text("box"), text("mmsi")];
  const [fromMs, toMs] = [moment("from", -Infinity), moment("to", Infinity)];
  if (fromMs >= toMs)
    throw InputError.of("ais show", "--to", quoted(text("to") ?? text("from") ?? ""), "a time after --from");
  return {
    fromMs,
    toMs,
    ...(box === undefined ? {} : { box: boxOf(box, "ais show") }),
    ...(ships === undefined ? {} : { mmsis: ships.split(",").map(shipOf) }),
  };
}

function shipOf(text: string): number {
  const value = Number(text);
  if (!/^\s*\d{1,10}\s*$/.test(text))
    throw InputError.of("ais show", "--mmsi", quoted(text), "numbers of nine digits, parted by commas");
  return value;
}
