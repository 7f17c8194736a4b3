import { dateInWords } from "./figures.ts";
import { html, type Html } from "./html.ts";
import type { ReportInput } from "./input.ts";
import { icon } from "./marks.ts";
import { onsetChart, type OnsetContext } from "./onset-chart.ts";
import { panelsAround } from "./onset-series.ts";

/** The event of the question in words short enough for a heading; null when the question names none that has a date. */
export function askedEvent({
  model,
}: Pick<ReportInput, "model">): { readonly what: string; readonly at: string } | null {
  const event = model.question.eventId === null ? undefined : model.events[model.question.eventId];
  return event === undefined || event.span === null
    ? null
    : { what: event.what.replace(/\.$/, ""), at: dateInWords(event.at) };
}

/** The weeks around the event of the question; null when the question names none. */
export function onsetSection({ model }: ReportInput): Html | null {
  const event = model.question.eventId === null ? undefined : model.events[model.question.eventId];
  if (event === undefined || event.span === null) return null;
  const panels = panelsAround(model, event.span);
  const [onset = null] = model.onsets;
  const quiet = onset === null ? null : model.looks[onset.lastQuiet]?.takenAt;
  const raised = onset === null ? null : model.looks[onset.firstRaised]?.takenAt;
  const context: OnsetContext = {
    event: event.span,
    eventLabel: `${dateInWords(event.at)}: ${event.what}`.slice(0, 90),
    bracket: quiet && raised ? { lastQuiet: quiet, firstRaised: raised } : null,
    zoneMinutes: model.site.zoneMinutes,
    bracketLabel:
      onset === null
        ? ""
        : `began between ${dateInWords(onset.interval.from)} and ${dateInWords(onset.interval.to)}`,
  };
  const place = onset?.area ?? model.site.name;
  const says =
    onset === null
      ? html`<p>
          No rise could be bracketed: it takes a look that was not above what stood there before, and after it
          one that was.
        </p>`
      : html`<p>
          At <b>${place}</b> it began between <b>${dateInWords(onset.interval.from)}</b> and
          <b>${dateInWords(onset.interval.to)}</b>, ${onset.daysAfterEvent.earliest} to
          ${onset.daysAfterEvent.latest} days after the event (${onset.observer}). Whether it then rose
          steadily: <b>${steady[onset.rise.steady]}</b>; ${onset.rise.why}.
        </p>`;
  if (panels.length === 0) return says;
  const noFigure = panels.some((p) => p.points.some((q) => q.value === null));
  return html`${says}
    <figure class="wide">
      <div class="drawing">
        ${onsetChart(panels, context, { width: 980, name: "broad" })}${onsetChart(panels, context, { width: 400, name: "slim" })}
      </div>
      <figcaption>
        Each panel is what one observer measured in one place; their scales differ. Shaded: the days between
        the last quiet look and the first raised one. Nothing is drawn between looks, since nothing is known
        there.${noFigure ? html` ${icon("no-figure")} under an axis: seen, not countable in the unit of that panel.` : null}
      </figcaption>
    </figure>`;
}

const steady = {
  contradicted: "contradicted by the looks",
  "not-contradicted": "not contradicted",
  "cannot-tell": "cannot be told",
} as const;
