import { anchor } from "./anchors.ts";
import { dateInWords } from "./figures.ts";
import { html, linkOut, type Html } from "./html.ts";
import type { Sources } from "./sources.ts";

/** All pages by number, with their addresses as text, so that a print leads to them too; null for none. */
export function sourcesSection({ list }: Sources): Html | null {
  if (list.length === 0) return null;
  return html`<p class="fine">Addresses as they were read; pages may have changed or gone since.</p>
    <ol class="sources">
      ${list.map((s) => html`<li id="${anchor("source", String(s.number))}" value="${s.number}"><b>${s.publisher}</b>${s.publishedAt === "" ? null : `, ${dateInWords(s.publishedAt)}`}${s.page === null ? null : ` (${s.page})`}<br /><span class="address">${s.address === "" ? "no public address" : linkOut(s.address, s.address)}</span></li>`)}
    </ol>`;
}
