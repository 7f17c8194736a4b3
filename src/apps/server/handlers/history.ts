import { InputError, quoted } from "../../../base/errors.ts";
import type { HistoryScreen } from "../../../findings/screens/history.ts";
import { leadingKind } from "../../../findings/screens/leading-kind.ts";
import { isKind, kinds, type Kind } from "../../../sites/counting/kind.ts";
import { askHistoryScreen } from "../../../system/steps/history-screen.ts";
import { siteOf } from "../../../system/steps/history.ts";
import { readFigures, readPlaces } from "../../../system/store/reading.ts";
import { keptByVersion } from "../kept.ts";
import type { Asked } from "../route.ts";
import type { Workbench } from "../workbench.ts";

/** Answers kept at once: a history of a hundred thousand looks is fifteen megabytes. */
const mostKept = 8;

const keptAnswers = keptByVersion(() => ({
  answers: new Map<string, HistoryScreen>(),
  /** What each site is watched for. */
  kinds: new Map<string, Kind>(),
}));

/** The history of a kind at a site or an area, with the record test of one look and its arithmetic. */
export function getHistory({ bench, params, query }: Asked): HistoryScreen {
  const site = params["site"] ?? "";
  const text = (name: string): string | undefined => {
    const value = query[name];
    return value === undefined || value === "" ? undefined : String(value);
  };
  const years = text("windowYears");
  if (years !== undefined && !(Number(years) > 0 && Number(years) <= 200))
    throw InputError.of("history", "windowYears", quoted(years), "a number above 0, at most 200");
  const asked = {
    site,
    kind: kindOf(bench, site, text("kind")),
    at: text("at"),
    area: text("area"),
    look: text("look"),
    event: text("event"),
    windowYears: years === undefined ? undefined : Number(years),
  };
  const known = keptAnswers(bench);
  const key = JSON.stringify(asked);
  const found = known.answers.get(key);
  if (found !== undefined) return found;
  const answer = askHistoryScreen(bench.opened, asked);
  const [oldest] = known.answers.keys();
  if (known.answers.size >= mostKept && oldest !== undefined) known.answers.delete(oldest);
  known.answers.set(key, answer);
  return answer;
}

/** The kind asked for; the one that the site is watched for where none is. */
function kindOf(bench: Workbench, site: string, asked: string | undefined): Kind {
  if (asked === undefined) {
    const { kinds: known } = keptAnswers(bench);
    const kind = known.get(site) ?? leadingKind(readFigures(bench.opened.database, site)) ?? "railcar";
    known.set(site, kind);
    return kind;
  }
  if (!isKind(asked)) throw InputError.of("history", "kind", quoted(asked), kinds.join(", "));
  return asked;
}

/** A site with its areas. */
export function getSite({ bench, params }: Asked) {
  const { sites, areas } = readPlaces(bench.opened.database);
  const site = siteOf(sites, params["site"] ?? "");
  return { ...site, areas: areas.filter((a) => a.siteId === site.id) };
}
