import type { ChangeOnScreen, DrawnBy, DrawScreen, OutlineOnScreen } from "../../findings/screens/draw.ts";
import { areasAt } from "../../sites/counting/site-window.ts";
import { changeInWords } from "../../sites/outlines/change-words.ts";
import { areaKey } from "../../sites/outlines/outline-key.ts";
import { versionOf } from "../../sites/outlines/outline-state.ts";
import type { Case } from "../files/case-folder.ts";
import { readOutlineChanges, type OutlineChange } from "../store/reading-changes.ts";
import { readOutlineRecords, statesOf } from "../store/reading-outlines.ts";
import { readPlaces } from "../store/reading.ts";
import { readRestingLooks } from "../store/resting-counts.ts";
import { newestChange } from "./draw-areas.ts";

const mostNamed = 12;

/** What the draw room shows of a site, on a day of its clock; null when the case has no such site. */
export function askDrawScreen(opened: Case, siteId: string, day: string | null): DrawScreen | null {
  const { database } = opened;
  const site = readPlaces(database).sites.find((s) => s.id === siteId);
  if (site === undefined) return null;
  const records = readOutlineRecords(database, { siteId });
  const changes = readOutlineChanges(database, siteId);
  const resting = readRestingLooks(database, siteId);
  const states = statesOf(records);
  const at = day === null ? null : { fromMs: Date.parse(`${day}T12:00:00Z`) };
  const onDay = new Set(
    areasAt(
      states.filter((s) => s.held).map((s) => s.area),
      at,
      0,
    ).map(areaKey),
  );
  return {
    site,
    day,
    version: newestChange(records),
    outlines: states.map((state): OutlineOnScreen => {
      const drew = changes.find((c) => c.drawn.includes(state.key));
      const last = changes.findLast((c) => c.amendments.some((a) => a.outline === state.key));
      const looks = resting.get(`${state.area.id}@${versionOf(state)}`) ?? [];
      return {
        key: state.key,
        area: state.area,
        held: state.held,
        onDay: onDay.has(state.key),
        drawn: drawnBy(drew),
        changed: last === undefined ? null : drawnBy(last),
        resting: { looks: looks.length, named: looks.toReversed().slice(0, mostNamed) },
      };
    }),
    changes: changes.toReversed().map((change): ChangeOnScreen => ({
      ...drawnBy(change),
      words: changeInWords(change.drawn, change.amendments),
      undone: change.undone,
      isUndo: change.isUndo,
    })),
  };
}

const drawnBy = (change: OutlineChange | undefined): DrawnBy => ({
  change: change?.change ?? 0,
  step: change?.step ?? "",
  at: change?.at ?? "",
  by: change?.by ?? "",
  reason: change?.reason ?? "",
  look: change?.look ?? null,
});
