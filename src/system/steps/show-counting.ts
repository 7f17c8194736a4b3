import { InputError, quoted } from "../../base/errors.ts";
import { combinedScreen, type CombinedScreen } from "../../findings/screens/combined.ts";
import {
  countingScreen,
  type CounterChoice,
  type CountersScreen,
  type CountingScreen,
} from "../../findings/screens/counting.ts";
import type { Kind } from "../../sites/counting/kind.ts";
import type { Mark } from "../../sites/counting/mark.ts";
import {
  counterOf,
  countersOf,
  isReview,
  sameCounter,
  type Counter,
} from "../../sites/counting/marks/counter.ts";
import { currentMarks, reviewedMachine } from "../../sites/counting/marks/current-marks.ts";
import { machineOfReading, readingOfMachine } from "../../sites/counting/marks/machine-counter.ts";
import { counterOfPass, passState } from "../../sites/counting/marks/pass-fact.ts";
import { areasAt } from "../../sites/counting/site-window.ts";
import { lookTitle } from "../../sites/pictures/look-title.ts";
import type { Case } from "../files/case-folder.ts";
import { markedLook } from "../looks/mark-place.ts";
import { readCountActions } from "../store/reading-edits.ts";
import { readMarks, readPasses, readReadings } from "../store/reading-marks.ts";
import { readPlaces } from "../store/reading.ts";
import { readStandingCounts } from "../store/standing-counts.ts";
import { combineMarks } from "./combine-marks.ts";
import { checkName } from "./edit-marks.ts";

/** One counter's count of a look, ready to go on with. @throws InputError for a look without a picture */
export function showCounting(
  opened: Case,
  {
    look,
    by,
    pass,
    kind,
    machine,
  }: {
    readonly look: string;
    readonly by: string;
    readonly pass: string;
    readonly kind: Kind;
    /** True: the count of a machine, by its model and reading. */
    readonly machine: boolean;
  },
): CountingScreen {
  checkName("by", by);
  checkName("pass", pass);
  // A look without a picture has nothing to count in.
  markedLook(opened, look);
  const counter: Counter = { marker: { type: machine ? "machine" : "person", name: by }, pass };
  const readings = readReadings(opened.database, { lookId: look });
  return countingScreen({
    look,
    kind,
    counter,
    marks: readMarks(opened.database, { lookId: look }),
    passes: readPasses(opened.database, { lookId: look }),
    actions: readCountActions(opened.database, look, counter),
    totalOf: (machine) => readingOfMachine(machine, readings)?.total ?? null,
  });
}

/** Who has counted a look, as far as the records that are asked tell it. */
export function showCounters(
  opened: Case,
  lookId: string,
  counting: CountersScreen["counting"],
): CountersScreen {
  const { look, picture } = markedLook(opened, lookId);
  const marks = readMarks(opened.database, { lookId });
  const passes = readPasses(opened.database, { lookId });
  const readings = readReadings(opened.database, { lookId });
  const found = new Map<string, Counter>();
  for (const counter of [
    ...readings.map(machineOfReading),
    ...countersOf(marks),
    ...passes.map(counterOfPass),
  ]) {
    const key = JSON.stringify([counter.marker.type, counter.marker.name, counter.pass]);
    if (!found.has(key)) found.set(key, counter);
  }
  const { sites, areas } = readPlaces(opened.database);
  const site = sites.find((s) => s.id === look.look.siteId);
  if (site === undefined)
    throw InputError.of("count", "look", quoted(lookId), "a look of a site of the case");
  const held = areasAt(
    areas.filter((a) => a.siteId === site.id),
    look.look.takenAt,
    site.zoneMinutes,
  );
  return {
    look: lookId,
    site: site.id,
    title: lookTitle(look),
    simulated: picture.simulated,
    counters: [...found.values()].map((counter): CounterChoice => ({
      by: counter.marker.name,
      pass: counter.pass,
      machine: counter.marker.type === "machine",
      review: isReview(counter),
      state: counter.marker.type === "machine" ? "finished" : passState(passes, counter, marks),
      marks: currentMarks(marks, counter)
        .filter((m) => m.state !== "rejected")
        .reduce((sum, m) => sum + m.number, 0),
      newest: newestOf(marks, counter),
    })),
    counting,
    tracks: held.reduce((sum, a) => sum + (a.outline.type === "lines" ? a.outline.lines.length : 0), 0),
  };
}

/** The newest trail entry among the marks of a counter, and of the machine's that a review looks through. */
function newestOf(marks: readonly (Mark & { readonly trail: number })[], counter: Counter): number {
  const machine = isReview(counter) ? reviewedMachine(marks, counter) : null;
  return marks.reduce(
    (most, m) =>
      sameCounter(counterOf(m), counter) || (machine !== null && sameCounter(counterOf(m), machine))
        ? Math.max(most, m.trail)
        : most,
    0,
  );
}

/** All counts of a look side by side with the one that follows, as far as the records that are asked tell it. Nothing is kept. */
export async function showCombined(
  opened: Case,
  { look, kind, hidden }: { readonly look: string; readonly kind: Kind; readonly hidden: boolean },
): Promise<CombinedScreen> {
  const found = await combineMarks(opened, { look, kind, dry: true });
  const [site] = found.parts;
  const stands = new Set(readStandingCounts(opened.database, look, kind).map((c) => c.id));
  return combinedScreen({
    look,
    kind,
    simulated: found.marked.picture.simulated,
    hidden,
    combined: site.look,
    seen: site.seen,
    marks: found.marks,
    counts: found.counts,
    onRecord: found.counts.length > 0 && found.counts.every((c) => stands.has(c.id)),
  });
}
