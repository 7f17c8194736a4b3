import { html, type Content, type Html } from "./html.ts";

export interface TableText {
  readonly caption: string;
  readonly name: string;
  readonly heads: readonly string[];
  /** Places of columns that hold figures, from 0: set flush right. */
  readonly figures?: readonly number[];
}

/** A table that scrolls within itself where the page is too narrow; its head is repeated on every printed page. */
export function scrollTable(
  { caption, name, heads, figures = [] }: TableText,
  rows: readonly Content[],
): Html {
  return html`<div class="scroll" role="region" aria-label="${caption}" tabindex="0">
    <table class="${name}">
      <caption>
        ${caption}
      </caption>
      <thead>
        <tr>
          ${heads.map((h, i) => html`<th scope="col" ${figures.includes(i) ? html` class="figure"` : null}>${h}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>`;
}

/** A table that is folded while it is long; it is printed in full. */
export const folded = (summary: string, long: boolean, content: Html): Html =>
  long
    ? html`<details>
        <summary>${summary}</summary>
        ${content}
      </details>`
    : content;
