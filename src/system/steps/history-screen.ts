import { InputError, quoted } from "../../base/errors.ts";
import { historyScreen, type HistoryScreen } from "../../findings/screens/history.ts";
import { isTestable, type TestableSample } from "../../sites/history/testable.ts";
import { samplesFor, type Sample } from "../../sites/history/sample.ts";
import type { Case } from "../files/case-folder.ts";
import { readPeopleCounts } from "../store/people-counts.ts";
import { readPictureLooks } from "../store/reading-pictures.ts";
import { readEvents, readFigures, readPlaces } from "../store/reading.ts";
import { chooseTarget, siteOf, type HistoryQuestion } from "./history.ts";

/**
 * What the history room shows: the answer of `askHistory`, with every look as a point. Reads the records and writes nothing.
 * @throws InputError as `askHistory` does; where the question names no look and none can be tested, the screen says so instead
 */
export function askHistoryScreen(opened: Case, question: HistoryQuestion): HistoryScreen {
  const places = readPlaces(opened.database);
  const site = siteOf(places.sites, question.site);
  const events = readEvents(opened.database);
  if (question.event !== undefined && !events.some((e) => e.event === question.event))
    throw InputError.of(
      "history",
      "event",
      quoted(question.event),
      `an event of the case: ${events.map((e) => e.event).join(", ") || "none yet"}`,
    );
  const figures = readFigures(opened.database, site.id);
  const samples = samplesFor(question.kind, figures);
  const areas = places.areas.filter((a) => a.siteId === site.id);
  if (
    question.area !== undefined &&
    !areas.some((a) => a.id === question.area) &&
    !samples.some((s) => s.areaId === question.area)
  )
    throw InputError.of(
      "history",
      "area",
      quoted(question.area),
      `an area of ${site.id}: ${[...new Set(areas.map((a) => a.id))].join(", ") || "none yet"}`,
    );
  const { target, noTarget } = targetOf(question, samples, site.zoneMinutes);
  return historyScreen({
    site,
    areas,
    events,
    kind: question.kind,
    area: question.area ?? null,
    event: question.event ?? null,
    windowYears: question.windowYears ?? null,
    figures,
    samples,
    target,
    noTarget,
    pictures: readPictureLooks(opened.database, { siteId: site.id }),
    byPeople: readPeopleCounts(opened.database, site.id),
  });
}

/** The look under test. Where the question leaves it open, none or several are no mistake of the one who asks. */
function targetOf(
  question: HistoryQuestion,
  samples: readonly Sample[],
  zoneMinutes: number,
): { readonly target: TestableSample | null; readonly noTarget: string } {
  const named = question.look !== undefined || question.at !== undefined;
  const inArea = ({ areaId }: Sample): boolean => question.area === undefined || areaId === question.area;
  if (!named && !samples.some((s) => s.kind === question.kind && isTestable(s) && inArea(s)))
    return {
      target: null,
      noTarget: "no look on record has a date and a figure to set against others",
    };
  try {
    return { target: chooseTarget(question, samples, zoneMinutes), noTarget: "" };
  } catch (error) {
    if (named || !(error instanceof InputError)) throw error;
    return {
      target: null,
      noTarget: `the newest date has ${error.faults[0]?.found ?? "several looks"} that could be meant: choose the one to test`,
    };
  }
}
