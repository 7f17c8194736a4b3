import { spanInWords } from "../../base/time/words.ts";
import { kindInWords } from "../../sites/counting/kind.ts";
import { hrefTo } from "./anchors.ts";
import { breakKey, breaksFor } from "./breaks.ts";
import { eventsFor, type ChartEvent } from "./chart-events.ts";
import { counted } from "../../base/counted.ts";
import { figure } from "./figures.ts";
import { extentOf, historyChart, isCrowded } from "./history-chart.ts";
import { html, joined, type Html } from "./html.ts";
import type { ReportInput } from "./input.ts";
import { icon, type Mark } from "./marks.ts";
import { notDrawn } from "./not-drawn.ts";
import { planHistory, type HistoryPlan } from "./plotted.ts";

/** More points than this are drawn once, since a second drawing for phones would double the page. */
const mostForTwoDrawings = 500;

/** The chart of all looks over the years, its legend, and what it leaves out. */
export function historySection({ model, records }: ReportInput): Html {
  const plan = planHistory(model, records);
  const asked = model.question.eventId === null ? null : (model.events[model.question.eventId]?.span ?? null);
  const extent = extentOf(plan, asked === null ? [] : [asked]);
  const events = eventsFor(model, extent[0], extent[1]);
  const breaks = breaksFor(model, records);
  const before = model.record.largestBefore;
  const contrary = model.record.contrary.find((c) => c.firm);
  const labelled = [
    model.target.look.id,
    ...model.later.slice(0, 3).map((l) => l.look),
    ...(before?.basis === "comparable-look" ? [before.look] : []),
    ...(contrary === undefined ? [] : [contrary.look]),
  ];
  const two = plan.points.length <= mostForTwoDrawings;
  return html`<figure class="wide${two ? "" : " single"}">
      <div class="drawing">
        ${historyChart(plan, events, breaks, extent, labelled, { width: 980, height: 460, name: "broad" })}${two ? historyChart(plan, events, breaks, extent, labelled, { width: 400, height: 440, name: "slim" }) : null}
      </div>
      <figcaption>${caption(plan, model.site.name)}</figcaption>
    </figure>
    ${legend(plan, kindInWords(model.kind, 2))} ${eventKey(events)} ${breakKey(breaks)}
    ${leftOut(model.kind, records, plan)}`;
}

function caption(plan: HistoryPlan, site: string): Html {
  const looks = plan.points.length + plan.blind.length;
  return html`${site}: ${plan.unit} by date of picture. Whiskers span the central 90 % of what each figure
  lets one believe${isCrowded(plan) ? " (left out here for the many looks that are like with like)" : ""}; a
  bar along the time axis spans the dates between which the look falls. ${counted(looks, "look")} and
  ${plan.bands.length === 0 ? "no published maximum" : counted(plan.bands.length, "published maximum", "published maxima")}
  are drawn. Where nothing is drawn there is no look on record: that says nothing of what stood there.`;
}

function legend(plan: HistoryPlan, things: string): Html {
  const has = (mark: Mark): boolean => plan.points.some((p) => p.mark === mark);
  const entries: readonly (readonly [Mark, string, boolean])[] = [
    ["target", "the look under test", true],
    ["like", "counted, like with like: same ground and way of counting", true],
    ["part", "counted in a part of the site, or in another observer's outline", has("part")],
    ["mix", "a sum of another mix, stacked by sort of car", has("mix")],
    ["partial", "partial: a lower bound; the true number is this or more", has("partial")],
    ["converted", `length of train, read as ${things}`, has("converted")],
    ["cargo", `length of cargo lines, which need not be ${things} (dashed)`, has("cargo")],
    ["maximum", "published maximum over a period: at most this at any look behind it", plan.bands.length > 0],
    ["no-figure", "seen, but no figure given", plan.blind.some((b) => b.mark === "no-figure")],
    ["not-seen", "not seen (cloud, for one): neither something nor nothing", true],
    ["failed", "the attempt failed", true],
  ];
  return html`<ul class="legend" aria-label="Legend">
    ${entries.filter(([, , shown]) => shown).map(([mark, words]) => html`<li>${icon(mark)} ${words}</li>`)}
  </ul>`;
}

function eventKey(events: readonly ChartEvent[]): Html | null {
  if (events.length === 0) return null;
  return html`<ul class="event-key" aria-label="Events in the chart">
    ${events.map((e) => html`<li><b class="badge">${e.letter}</b> <a href="${hrefTo("event", e.event.event)}">${spanInWords(e.span)}</a>: ${e.event.what}${e.asked ? html` <em>(the event of the question)</em>` : null}</li>`)}
  </ul>`;
}

function leftOut(
  kind: Parameters<typeof notDrawn>[0],
  records: ReportInput["records"],
  plan: HistoryPlan,
): Html | null {
  const groups = notDrawn(kind, records, plan.drawn);
  const total = groups.reduce((sum, g) => sum + g.number, 0);
  if (total === 0) return null;
  return html`<p class="fine">
    <b
      >${figure(total)} of ${counted(records.observations.length, "observation")}
      ${total === 1 ? "is" : "are"} not drawn</b
    >, and stand in the <a href="#looks">table</a>:
    ${joined(
      groups.map(
        (g) => html`${g.number} ${g.why} (${g.kinds.map((k) => `${k.kind} ${k.number}`).join(", ")})`,
      ),
      "; ",
    )}.
  </p>`;
}
