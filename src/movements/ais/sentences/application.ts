import { applications, type ApplicationLayout } from "./application-layouts.ts";
import { readFields, widthOf, type Raw } from "./fields.ts";
import { text, type Words } from "./words.ts";

type Known = (typeof applications)[number];
type ListOf<A> = A extends { readonly list: infer L } ? { readonly list: readonly Raw<L>[] } : object;
type TextOf<A> = A extends { readonly text: true } ? { readonly text: string } : object;
type ContentOf<A> = A extends { readonly name: infer N; readonly fid: infer F; readonly fields: infer L }
  ? { readonly name: N; readonly fid: F; readonly fields: Raw<L> } & ListOf<A> & TextOf<A>
  : never;

/** What the data of a message 6 or 8 say, with numbers as sent. Told apart by name and function identifier. */
export type Application = ContentOf<Known>;

/** Senders fill up to whole bytes. What is longer by more is another message under the same number. */
const paddingBits = 8;

/**
 * The content of a message 6 or 8 whose data begin at `start`; null when its kind is not known or its data end before their fields do: what was not sent is not made up.
 */
export function readApplication(
  message: 6 | 8,
  dac: number,
  fid: number,
  words: Words,
  start: number,
  bits: number,
): Application | null {
  const layout = applicationOf(message, dac, fid);
  if (layout === null) return null;
  const width = widthOf(layout.fields);
  const meant = width - endingSpare(layout);
  const open = layout.list !== undefined || layout.text === true;
  if (bits - start < meant || (!open && bits - start > width + paddingBits)) return null;
  const { name, fields } = layout;
  const content: Record<string, unknown> = { name, fid, fields: readFields(fields, words, start, bits) };
  if (layout.list !== undefined) {
    const step = widthOf(layout.list);
    const list = [];
    for (let at = start + width; at + step <= bits; at += step)
      list.push(readFields(layout.list, words, at, bits));
    if (list.length === 0) return null;
    content.list = list;
  }
  if (layout.text === true)
    content.text = text(words, start + width, Math.max(0, Math.floor((bits - start - width) / 6)));
  return content as unknown as Application;
}

/** The layout of an application; null when it is not known here. */
export const applicationOf = (message: 6 | 8, dac: number, fid: number): ApplicationLayout | null =>
  applications.find(
    (a: ApplicationLayout) => a.message === message && a.fid === fid && a.areas.includes(dac),
  ) ?? null;

/** Bits at the end that mean nothing, and that senders leave out. */
function endingSpare({ fields }: ApplicationLayout): number {
  const last = Object.values(fields).at(-1);
  return last?.kind === "spare" ? last.width : 0;
}
