import { refusals } from "../../../../movements/ais/formats/refusal.ts";
import type { ImportClock } from "../../../../movements/ais/position-import.ts";
import { usualTrackSettings } from "../../../../movements/tracks/track-settings.ts";
import { counted } from "../../../../base/counted.ts";

export interface ImportedPositions {
  readonly format: string;
  readonly lines: number;
  readonly reports: number;
  readonly added: number;
  readonly oddSenders: number;
  readonly refused: Readonly<Record<string, number>>;
  readonly days: readonly string[];
  readonly imports: readonly string[];
  readonly kept?: boolean;
  readonly clock: ImportClock | null;
}

/** What an import did, in lines. */
export function importedLines(source: string, done: ImportedPositions): string[] {
  const days = done.days.filter((d) => !d.startsWith("statements/")).sort();
  const span =
    days.length === 0
      ? "no day"
      : days.length === 1
        ? days[0]
        : `${days.length} days, ${days[0]} to ${days.at(-1)}`;
  const refused = Object.entries(done.refused)
    .filter(([, n]) => n > 0)
    .toSorted((a, b) => b[1] - a[1]);
  return [
    `${source} (${done.format}): ${counted(done.lines, "line")}, ${counted(done.reports, "report")} of ${span}`,
    `${counted(done.added, "report")} new, ${done.reports - done.added} that the case had or that came twice`,
    ...(done.oddSenders > 0
      ? [
          `${counted(done.oddSenders, "report")} under a number that is given to nobody; kept, and marked in tracks`,
        ]
      : []),
    ...refused.map(([reason, n]) => `refused ${n}: ${reason}${reasonInWords(reason)}`),
    ...(done.clock === null ? [] : [clockLine(done.clock)]),
    ...(done.kept === undefined
      ? []
      : [
          done.kept
            ? "the file is copied into the evidence"
            : "the file is on record by its hash and not copied (--keep copies it)",
        ]),
    done.imports.length === 0
      ? "nothing was put on record"
      : `on record as ${done.imports.length > 3 ? `${done.imports[0]} to ${done.imports.at(-1)}` : done.imports.join(", ")}`,
  ];
}

/** What the senders' seconds say of the times that came with their reports. */
export function clockLine({ reports, senders, offsetSeconds, agreeing, sendersOff }: ImportClock): string {
  const of = `${counted(reports, "report")} of ${counted(senders, "sender")}`;
  if (offsetSeconds === null)
    return `times could not be held against the seconds that senders stated, in ${of}: too few of them keep a steady distance`;
  const share = `in ${((100 * agreeing) / reports).toFixed(agreeing === reports ? 0 : 1)} % of ${of}`;
  const others =
    sendersOff === 0 ? "" : `; of ${counted(sendersOff, "sender")} the own clock is off: see ais tracks`;
  const { clockSeconds } = usualTrackSettings;
  if (Math.abs(offsetSeconds) <= clockSeconds)
    return `times agree with the seconds that senders stated, within ${clockSeconds} s of the usual ${offsetSeconds} s, ${share}${others}`;
  const way = offsetSeconds > 0 ? "ahead of" : "behind";
  return `WARNING: the times of this source run ${Math.abs(offsetSeconds)} s ${way} the seconds that senders stated, ${share}, or by whole minutes more or less: its clock is wrong, or its times are not those of reception${others}`;
}

const reasonInWords = (reason: string): string =>
  Object.hasOwn(refusals, reason) ? ` (${refusals[reason as keyof typeof refusals]})` : "";
