import { DamageError } from "../../../base/errors.ts";
import { bytesOfFieldType, valueAt, type Field } from "./field.ts";
import type { Head } from "./head.ts";

/** Entries that are read together: a table of a large file is never read whole. */
const entriesOfPage = 512;
/** Pages that are kept: 16 MiB. */
const mostPages = 4096;

/** Places or sizes of blocks, read page by page when they are asked for. */
export interface BlockTable {
  /** Values of the blocks, in the order asked. Neighbouring pages are read together. */
  readonly values: (blocks: readonly number[]) => Promise<Float64Array>;
}

export function blockTable(head: Head, field: Field, littleEndian: boolean, what: string): BlockTable {
  const width = bytesOfFieldType[field.type] ?? 1;
  const kept = new Map<number, Float64Array>();

  async function readPages(first: number, last: number): Promise<[number, Float64Array][]> {
    const from = first * entriesOfPage;
    const count = Math.min((last + 1) * entriesOfPage, field.count) - from;
    if (count <= 0) throw new DamageError(`${head.name}: ${what} end before block ${from}.`, []);
    const bytes = await head.read(field.position + from * width, count * width, what);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    return Array.from({ length: last - first + 1 }, (_, k) => {
      const at = k * entriesOfPage;
      const values = Float64Array.from({ length: Math.min(entriesOfPage, count - at) }, (_, i) =>
        valueAt(view, (at + i) * width, field.type, littleEndian),
      );
      return [first + k, values];
    });
  }

  return {
    values: async (blocks) => {
      const pages = new Map<number, Float64Array>();
      const missing: number[] = [];
      for (const page of new Set(blocks.map((b) => Math.floor(b / entriesOfPage)))) {
        const known = kept.get(page);
        if (known === undefined) missing.push(page);
        else pages.set(page, known);
      }
      missing.sort((a, b) => a - b);
      for (let i = 0; i < missing.length;) {
        let end = i;
        while (end + 1 < missing.length && (missing[end + 1] ?? 0) - (missing[end] ?? 0) === 1) end++;
        for (const [page, values] of await readPages(missing[i] ?? 0, missing[end] ?? 0))
          pages.set(page, values);
        i = end + 1;
      }
      if (kept.size + missing.length > mostPages) kept.clear();
      if (missing.length <= mostPages)
        for (const page of missing) kept.set(page, pages.get(page) ?? new Float64Array());
      return Float64Array.from(
        blocks,
        (b) => pages.get(Math.floor(b / entriesOfPage))?.[b % entriesOfPage] ?? Number.NaN,
      );
    },
  };
}
