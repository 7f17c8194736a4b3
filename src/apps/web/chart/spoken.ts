import type { HistoryBand, HistoryPoint, Plotted } from "../../../findings/screens/history-point.ts";
import { kindInWords } from "../../../sites/counting/kind.ts";
import type { ScreenBreak, ScreenEvent } from "../../../findings/screens/history.ts";

/** What can have the focus in a chart. */
export type Stop =
  | { readonly type: "point"; readonly point: HistoryPoint }
  | { readonly type: "band"; readonly band: HistoryBand }
  | { readonly type: "break"; readonly found: ScreenBreak }
  | { readonly type: "event"; readonly event: ScreenEvent };

const figure = (value: number | null): string => (value === null ? "?" : String(Math.round(value * 10) / 10));

/** "61 to 85", "6 or more". */
export function boundsOf({ low, high }: Pick<HistoryPoint, "low" | "high">): string {
  if (low === null && high === null) return "";
  if (high === null) return `${figure(low)} or more`;
  if (low === null) return `${figure(high)} or fewer`;
  return `${figure(low)} to ${figure(high)}`;
}

/** "at least 8 railcars", "73 railcars (61 to 85)", "not seen: cloud". */
export function figureInWords(point: HistoryPoint, plotted: Plotted): string {
  const { outcome, best, high, reason, readAs, metres, looks } = point;
  if (outcome === "not-seen" || outcome === "failed")
    return `${outcome === "failed" ? "failed" : "not seen"}${looks > 1 ? ` (${looks} looks)` : ""}${reason === "" ? "" : `: ${reason}`}`;
  if (best === null) return `seen, no figure${reason === "" ? "" : `: ${reason}`}`;
  const unit = plotted.measure === "count" ? kindInWords(plotted.kind, best) : plotted.unit;
  const bounds = boundsOf(point);
  const said =
    high === null
      ? `at least ${figure(best)} ${unit}`
      : `${figure(best)} ${unit}${bounds === "" ? "" : ` (${bounds})`}`;
  if (readAs === "itself") return outcome === "partial" && high !== null ? `partly seen: ${said}` : said;
  return `${figure(metres)} m of ${readAs === "cargo-length" ? "cargo lines, which need not stand on cars" : "train"}: would be ${said}`;
}

const standingWords: Readonly<Record<HistoryPoint["standing"], string>> = {
  "under-test": "the look under test",
  comparable: "like with like",
  "not-comparable": "not comparable",
  "before-window": "before the window",
  later: "later",
  untested: "",
};

/** Who counted, in words. */
export const counterInWords = ({ by, byWhom }: HistoryPoint): string =>
  by === "published" ? byWhom : by === "people" ? "people, in this case" : `machine, ${byWhom}`;

/** What is said of a stop when it gets the focus. */
export function spoken(stop: Stop, plotted: Plotted): string {
  switch (stop.type) {
    case "point": {
      const { point } = stop;
      const standing =
        point.why === "" ? standingWords[point.standing] : `${standingWords[point.standing]}: ${point.why}`;
      return [
        point.date,
        figureInWords(point, plotted),
        counterInWords(point),
        point.area === null ? "" : `area ${point.area}`,
        point.simulated ? "simulated picture" : "",
        point.mix,
        standing,
      ]
        .filter((part) => part !== "")
        .join("; ");
    }
    case "band":
      return `Published maximum: ${stop.band.words}; ${stop.band.date}, ${stop.band.observer}`;
    case "break":
      return `Break, ${stop.found.date}: ${stop.found.words.join("; ")}; the look before: ${stop.found.beforeDate}`;
    case "event":
      return `Event, ${stop.event.date}: ${stop.event.what}`;
  }
}
