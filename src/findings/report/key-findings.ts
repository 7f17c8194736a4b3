import { bandInWords, bands } from "../judgements/likelihood.ts";
import { plainText } from "../judgements/binding.ts";
import type { Part } from "../judgements/finding.ts";
import { html, joined, type Html } from "./html.ts";
import type { ReportInput } from "./input.ts";
import { sentence } from "./sentence.ts";

const sentencesOf = ({ sentences, model }: ReportInput, part: Part): Html[] =>
  sentences.filter((s) => s.part === part).map((s) => sentence(model, s.text));

/** What was seen and what is judged from it, then, apart, how far to trust it. */
export function keyFindings(input: ReportInput): Html {
  const observed = sentencesOf(input, "observation");
  const judged = sentencesOf(input, "judgement");
  return html`${
    observed.length > 0
      ? html`<h3>What was seen</h3>
          <ol class="findings">
            ${observed.map((s) => html`<li>${s}</li>`)}
          </ol>`
      : null
  }
  ${
    judged.length > 0
      ? html`<h3>What is judged from it</h3>
          <ol class="findings" start="${observed.length + 1}">
            ${judged.map((s) => html`<li>${s}</li>`)}
          </ol>`
      : null
  }
  ${likelihoodLegend(input)} ${confidenceBox(input)}`;
}

function likelihoodLegend({ sentences }: ReportInput): Html | null {
  const used = bands
    .map((b) => b.word)
    .filter((word) =>
      sentences.some((s) => plainText(s.text).includes(word) && s.text.includes(`{${word}|`)),
    );
  if (used.length === 0) return null;
  return html`<p class="fine">
    Likelihood words stand for bands (ICD 203):
    ${joined(
      used.map((word) => html`<strong class="likelihood">${word}</strong> ${bandInWords(word)}`),
      "; ",
    )}.
    The <a href="#likelihood">whole scale</a> is below. Underlined figures lead to the record that they are
    read from.
  </p>`;
}

function confidenceBox(input: ReportInput): Html | null {
  const said = sentencesOf(input, "confidence");
  if (said.length === 0) return null;
  return html`<aside class="confidence" aria-label="Confidence">
    <h3>Confidence</h3>
    <p class="fine">
      How good the sources and the reasoning are. It is not a likelihood and is never mixed with one.
    </p>
    <ul>
      ${said.map((s) => html`<li>${s}</li>`)}
    </ul>
  </aside>`;
}

/** What the finding cannot say. */
export const caveatList = (input: ReportInput): Html => {
  const said = sentencesOf(input, "caveat");
  return said.length === 0
    ? html`<p>No caveat was drafted.</p>`
    : html`<ul class="caveats">
        ${said.map((s) => html`<li>${s}</li>`)}
      </ul>`;
};

/** What else is on record and bears on the finding; null for none. */
export function contextList(input: ReportInput): Html | null {
  const said = sentencesOf(input, "context");
  return said.length === 0
    ? null
    : html`<ul class="caveats">
        ${said.map((s) => html`<li>${s}</li>`)}
      </ul>`;
}
