import { carPitch } from "../../sites/counting/car-pitch.ts";
import { errorModelName } from "../../sites/counting/error-model.ts";
import { familyOf } from "../../sites/counting/kind.ts";
import { largestMixDistance, largestSampleRatio } from "../../sites/history/comparable.ts";
import { onsetWindowDays } from "../../sites/history/onset.ts";
import { priors } from "../../sites/history/predictive.ts";
import { thresholds } from "../../sites/history/thresholds.ts";
import { bands } from "../judgements/likelihood.ts";
import { dateInWords } from "./figures.ts";
import { html, type Html } from "./html.ts";
import type { ReportInput } from "./input.ts";

const percent = (p: number): string => `${Math.round(p * 1000) / 10} %`;

/** How the answer was come by, with the numbers that words depend on. */
export function methodSection({ model }: ReportInput): Html {
  const { record } = model;
  const rail = familyOf(model.kind) === "rail";
  return html`<p>
      In short; in full in <code>docs/method/history.md</code>, <code>docs/method/counts.md</code> and
      <code>docs/method/judgements.md</code> of the program.
    </p>
    <ol class="method">
      <li>
        <b>A count is an interval.</b> Where a source gives no bounds, the spread of hand counts of many
        things in a picture is taken (about 10 %), half of the probability on either side of the figure
        (<code>${errorModelName}</code>). “At least” leaves the upper side open, “at most” the lower.
      </li>
      <li>
        <b>Four outcomes.</b> A look is counted, partial, not seen, or failed. Zero is a count; not seen and
        failed are never read as zero. A partial look is a lower bound.
      </li>
      <li>
        <b>Like with like.</b> A look is comparable when kind, measure, area and outline are the same (without
        a published outline: the observer), sample distances differ by no more than a factor of
        ${largestSampleRatio}, and the mix of kinds by no more than ${percent(largestMixDistance)}.
      </li>
      <li>
        <b>The window</b> is ${thresholds.windowYears} years unless asked otherwise; here
        ${dateInWords(record.window.from)} to ${dateInWords(record.window.to)}, the last day not included.
      </li>
      <li>
        <b>A record</b> needs at least ${thresholds.fewestLooks} comparable looks, and a probability of at
        least ${percent(thresholds.exceeds)} that the true value exceeds every true value before. With fewer
        looks the test says <i>cannot tell</i>.
      </li>
      <li>
        <b>Unprecedented</b> is a record with a tail probability of at most
        ${percent(thresholds.tailForUnprecedented)} and at least ${thresholds.looksForUnprecedented} looks
        that lie ${thresholds.dwellDays} days or more apart, since nearer ones may show the same train
        standing. <i>High</i> and <i>unusually low</i> need a tail of at most
        ${percent(thresholds.tailForHigh)}.
      </li>
      <li>
        <b>The tail</b> comes from a negative binomial distribution with a trend, fitted to the comparable
        looks with the uncertainty of its fit in it (<code>${priors.name}</code>).
      </li>
      <li>
        <b>Chance alone:</b> the newest of N + 1 looks that are nothing special is the largest with a chance
        of 1/(N + 1). A published maximum over looks that nobody numbered gives a ratio and no such chance.
      </li>
      ${rail ? html`<li><b>Lengths of train</b> are read as cars at ${carPitch.medianMetres} m a car, with a spread of ${percent(carPitch.logSpread)} for the unknown sorts of car. Lines of cargo need not stand on cars: they are an upper reading.</li>` : null}
      <li>
        <b>An onset</b> is bracketed by the last look that was not above what stood there before the event and
        the first that was, within ${onsetWindowDays.before} days before and ${onsetWindowDays.after} after
        it.
      </li>
    </ol>
    <p class="fine">
      Numbers of the test: <code>${thresholds.name}</code>. A change of any of them is a breaking change of
      the program.
    </p>
    <h3 id="likelihood">Likelihood words</h3>
    <div class="scroll" tabindex="0" role="region" aria-label="Likelihood words">
      <table class="scale">
        <caption>
          Words of estimative probability, Intelligence Community Directive 203 (2015). The report writes the
          first row of words alone.
        </caption>
        <thead>
          <tr>
            ${bands.map((b) => html`<th scope="col">${b.word}</th>`)}
          </tr>
        </thead>
        <tbody>
          <tr>
            ${bands.map((b) => html`<td>${Math.round(b.from * 100)}–${Math.round(b.to * 100)} %</td>`)}
          </tr>
        </tbody>
      </table>
    </div>`;
}
