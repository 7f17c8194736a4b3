import { piecesOf, type Binding } from "../judgements/binding.ts";
import { bandInWords } from "../judgements/likelihood.ts";
import type { FindingModel } from "../judgements/model.ts";
import { hrefOfBinding } from "./anchors.ts";
import { html, type Html } from "./html.ts";

/** A sentence in which everything that is bound leads to the record it is read from. */
export const sentence = (model: FindingModel, text: string): Html =>
  html`${piecesOf(text).map((p) => ("text" in p ? p.text : boundText(model, p.binding)))}`;

function boundText(model: FindingModel, { printed, path, format }: Binding): Html {
  const href = hrefOfBinding(model, path);
  if (format !== "likelihood") return html`<a class="bound" href="${href}">${printed}</a>`;
  return html`<a class="bound likelihood" href="${href}" title="${printed}: ${bandInWords(printed)} (ICD 203)"
    ><strong>${printed}</strong></a
  >`;
}
