import { counted } from "../../../../base/counted.ts";
import { listMatches, type ListMatch } from "../../../../movements/vessels/listed-on.ts";
import type { FoldedName } from "../../../../movements/vessels/names/fold.ts";
import type { KnownVessel } from "../../../../movements/vessels/registry.ts";
import type { WatchEntry } from "../../../../movements/vessels/watch-entry.ts";
import { readWatchEntries } from "../../../../system/store/reading-vessels.ts";
import { vesselsOfCase } from "../../../../system/steps/vessels-of-case.ts";
import type { Call, ExitCode } from "../../definition.ts";
import { withCase } from "../../with-case.ts";

interface Matched {
  readonly key: string;
  readonly names: readonly string[];
  readonly matches: readonly ListMatch[];
}

export const run = (call: Call): Promise<ExitCode> =>
  withCase(call, "read", async (opened): Promise<ExitCode> => {
    const { vessels } = await vesselsOfCase(opened, { reports: true, signal: call.signal });
    const entries = newestOfEach(readWatchEntries(opened.database));
    const byNumber = new Map<string, WatchEntry[]>();
    for (const entry of entries)
      for (const key of [entry.imo, entry.mmsi])
        if (key !== "") byNumber.set(key, [...(byNumber.get(key) ?? []), entry]);
    const perhaps = call.options["perhaps"] === true;
    const matched: Matched[] = [];
    const folds = new Map<string, FoldedName>();
    for (const [index, vessel] of vessels.entries()) {
      call.signal.throwIfAborted();
      if (perhaps && index % 200 === 0) call.output.progress(`${index} of ${vessels.length} vessels`);
      const matches = matchesOf(vessel, perhaps ? entries : numbered(vessel, byNumber), folds).filter(
        (m) => perhaps || m.by !== "likeness",
      );
      if (matches.length > 0) matched.push({ key: vessel.key, names: vessel.names, matches });
    }
    call.output.result({ compared: { vessels: vessels.length, entries: entries.length }, matched }, () => [
      `${counted(vessels.length, "vessel")} held against ${counted(entries.length, "entry", "entries")} (of each entry the newest edition)`,
      ...matched.flatMap((m) =>
        m.matches.map(
          ({ entry, by, likeness, reasons }) =>
            `${by === "imo" ? "listed " : "perhaps"}  ${m.key.padEnd(16)} ${(m.names[0] ?? "").padEnd(20)}  ${entry.id}: ${entry.name}${by === "imo" ? "" : ` (${reasons.join(", ")}; likeness ${likeness.toFixed(2)})`}`,
        ),
      ),
    ]);
    return 0;
  });

const matchesOf = (
  vessel: KnownVessel,
  entries: readonly WatchEntry[],
  folds: Map<string, FoldedName>,
): ListMatch[] =>
  listMatches(
    { ...vessel, callSigns: vessel.statements.map((s) => s.callSign.toUpperCase()).filter((c) => c !== "") },
    entries,
    folds,
  );

const numbered = (vessel: KnownVessel, byNumber: ReadonlyMap<string, WatchEntry[]>): WatchEntry[] => [
  ...new Set([vessel.imo ?? "", ...vessel.mmsis.map(String)].flatMap((key) => byNumber.get(key) ?? [])),
];

/** Of each entry of a list its newest edition: what an older one says stays on record for `watch list --on`. */
function newestOfEach(entries: readonly WatchEntry[]): WatchEntry[] {
  const newest = new Map<string, WatchEntry>();
  for (const entry of entries) {
    const key = entry.id.slice(0, entry.id.lastIndexOf("/"));
    const known = newest.get(key);
    if (known === undefined || known.published < entry.published) newest.set(key, entry);
  }
  return [...newest.values()];
}
