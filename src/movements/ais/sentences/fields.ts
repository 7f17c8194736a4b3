import { putBits, signed, text, textCharacters, unsigned, type Words } from "./words.ts";

/** A number of `width` bits. Its value in the unit of its name is `raw / per + plus`; `none` is the raw value that stands for not known. */
export interface NumberField {
  readonly kind: "unsigned" | "signed";
  readonly width: number;
  readonly per?: number;
  readonly plus?: number;
  readonly none?: number;
}
export interface FlagField {
  readonly kind: "flag";
  readonly width: 1;
}
/** Six bits for each character. */
export interface TextField {
  readonly kind: "text";
  readonly width: number;
}
/** Bits without a meaning: not read, and written as 0. */
export interface SpareField {
  readonly kind: "spare";
  readonly width: number;
}
export type Field = NumberField | FlagField | TextField | SpareField;

/** Fields of a message in the order of their bits. */
export type Layout = Readonly<Record<string, Field>>;

type RawValue<F> = F extends TextField ? string : F extends FlagField ? boolean : number;
type ScaledValue<F> = F extends { readonly none: number } ? number | null : RawValue<F>;
type Meant<L> = { [K in keyof L as L[K] extends SpareField ? never : K]: L[K] };
/** What a layout reads: numbers as they were sent. */
export type Raw<L> = { readonly [K in keyof Meant<L>]: RawValue<Meant<L>[K]> };
/** The same in units, with null for what was not known. */
export type Scaled<L> = { readonly [K in keyof Meant<L>]: ScaledValue<Meant<L>[K]> };

type NumberOptions = Pick<NumberField, "per" | "plus" | "none">;

export const u = <const O extends NumberOptions = object>(width: number, options?: O) =>
  ({ kind: "unsigned", width, ...options }) as { readonly kind: "unsigned"; readonly width: number } & O;
export const s = <const O extends NumberOptions = object>(width: number, options?: O) =>
  ({ kind: "signed", width, ...options }) as { readonly kind: "signed"; readonly width: number } & O;
export const flag = (): FlagField => ({ kind: "flag", width: 1 });
export const t = (characters: number): TextField => ({ kind: "text", width: 6 * characters });
export const spare = (width: number): SpareField => ({ kind: "spare", width });

export const widthOf = (layout: Layout): number =>
  Object.values(layout).reduce((sum, { width }) => sum + width, 0);

/** Reads fields from `start` on. A number that the end of the message (`bits`) cuts is read as far as it goes; what lies behind the end is 0 or empty. */
export function readFields<L extends Layout>(layout: L, words: Words, start: number, bits: number): Raw<L> {
  const out: Record<string, number | boolean | string> = {};
  let at = start;
  for (const [name, { kind, width }] of Object.entries(layout)) {
    const there = Math.max(0, Math.min(width, bits - at));
    if (kind === "text") out[name] = text(words, at, Math.floor(there / 6));
    else if (kind === "flag") out[name] = there > 0 && unsigned(words, at, 1) === 1;
    else if (kind === "signed") out[name] = there > 0 ? signed(words, at, there) : 0;
    else if (kind === "unsigned") out[name] = there > 0 ? unsigned(words, at, there) : 0;
    at += width;
  }
  return out as Raw<L>;
}

/** Writes fields from `start` on and says where they end. @throws RangeError on a value that does not fit its field. */
export function writeFields<L extends Layout>(layout: L, raw: Raw<L>, words: Words, start: number): number {
  let at = start;
  const values = raw as Readonly<Record<string, number | boolean | string>>;
  for (const [name, { kind, width }] of Object.entries(layout)) {
    const value = values[name];
    if (kind === "spare") putBits(words, at, width, 0);
    else if (kind === "text") putText(words, at, width / 6, String(value));
    else putNumber(words, at, width, Number(value), kind === "signed", name);
    at += width;
  }
  return at;
}

/** Writes text, filled up with @. @throws RangeError on text that is too long or has characters that messages cannot carry. */
export function putText(words: Words, start: number, characters: number, value: string): void {
  if (value.length > characters)
    throw new RangeError(`sentences: "${value}" has more than ${characters} characters`);
  for (let i = 0; i < characters; i++) {
    const code = i < value.length ? textCharacters.indexOf(value.charAt(i)) : 0;
    if (code < 0)
      throw new RangeError(`sentences: "${value}" holds ${value.charAt(i)}, which messages cannot carry`);
    putBits(words, start + 6 * i, 6, code);
  }
}

function putNumber(
  words: Words,
  at: number,
  width: number,
  value: number,
  isSigned: boolean,
  name: string,
): void {
  const least = isSigned ? -(2 ** (width - 1)) : 0;
  const beyond = least + 2 ** width;
  if (!Number.isInteger(value) || value < least || value >= beyond)
    throw new RangeError(`sentences: ${name} ${value} is no whole number of [${least}, ${beyond})`);
  putBits(words, at, width, value);
}

/** Raw values in units. */
export function scaleFields<L extends Layout>(layout: L, raw: Raw<L>): Scaled<L> {
  const values = raw as Readonly<Record<string, number | boolean | string>>;
  const out: Record<string, number | boolean | string | null> = {};
  for (const [name, field] of Object.entries(layout)) {
    if (field.kind === "spare") continue;
    const value = values[name] ?? 0;
    out[name] =
      typeof value !== "number" || (field.kind !== "unsigned" && field.kind !== "signed")
        ? value
        : value === field.none
          ? null
          : value / (field.per ?? 1) + (field.plus ?? 0);
  }
  return out as Scaled<L>;
}
