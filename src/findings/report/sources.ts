import type { Page } from "../../sites/counting/look.ts";
import type { FindingRecords } from "../judgements/model.ts";
import type { StatementRow } from "../contradictions/statements-table.ts";
import { hrefTo } from "./anchors.ts";
import { html, linkOut, type Html } from "./html.ts";

/** A page that something in the report was read from. */
export interface Source {
  readonly number: number;
  readonly publisher: string;
  readonly publishedAt: string;
  readonly page: Page | null;
  readonly address: string;
}

interface Cited {
  readonly publisher: string;
  readonly address: string;
  readonly publishedAt?: string;
  readonly page?: Page;
}

/** The numbered list of all pages on record; a page that several records cite has one number. */
export interface Sources {
  readonly list: readonly Source[];
  /** The publisher, linked to its page, and the number of the source, linked to the list. */
  readonly cite: (cited: Cited) => Html | null;
}

const keyOf = (c: Cited): string => (c.address === "" ? `${c.publisher}|${c.publishedAt ?? ""}` : c.address);

/** Numbers the pages in the order in which the records hold them. */
export function sourcesOf(records: FindingRecords, statements: readonly StatementRow[] = []): Sources {
  const found = new Map<string, Source>();
  for (const cited of [
    ...records.publications,
    ...records.voyages,
    ...records.events,
    ...statements,
  ] as readonly Cited[]) {
    if (cited.publisher === "" && cited.address === "") continue;
    const key = keyOf(cited);
    if (found.has(key)) continue;
    found.set(key, {
      number: found.size + 1,
      publisher: cited.publisher,
      publishedAt: cited.publishedAt ?? "",
      page: cited.page ?? null,
      address: cited.address,
    });
  }
  return {
    list: [...found.values()],
    cite: (cited) => {
      const source = found.get(keyOf(cited));
      if (source === undefined) return null;
      const name = cited.publisher === "" ? "page" : cited.publisher;
      return html`${linkOut(cited.address, name)}
        <a class="cite" href="${hrefTo("source", String(source.number))}">[${source.number}]</a>`;
    },
  };
}
