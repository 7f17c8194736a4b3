/**
 * The bits of a message, 30 to a word (five armoured characters): word 0 holds bits 0 to 29, the first bit highest. Thirty, since five characters
 * fill them exactly and every word stays a small integer of the engine.
 */
export type Words = Int32Array;

export const bitsPerWord = 30;
/** A message of the longest kind has 1,064 bits; what claims more than this is refused. */
export const longestBits = 1920;

/** Space for the bits of any message, and a word behind it that reading across the end may touch. */
export const newWords = (): Words => new Int32Array(longestBits / bitsPerWord + 1);

/** `width` (1 to 30) bits from `start` as a number from 0. */
export function unsigned(words: Words, start: number, width: number): number {
  const index = (start / bitsPerWord) | 0;
  const behind = bitsPerWord - (start - index * bitsPerWord) - width;
  if (behind >= 0) return ((words[index] ?? 0) >>> behind) & ((1 << width) - 1);
  const high = (words[index] ?? 0) & ((1 << (width + behind)) - 1);
  return (high << -behind) | ((words[index + 1] ?? 0) >>> (bitsPerWord + behind));
}

/** `width` (1 to 30) bits from `start` as a number in two's complement. */
export function signed(words: Words, start: number, width: number): number {
  const value = unsigned(words, start, width);
  return (value << (32 - width)) >> (32 - width);
}

/** The 64 characters of text in messages (ITU-R M.1371, six-bit ASCII). */
export const textCharacters = "@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_ !\"#$%&'()*+,-./0123456789:;<=>?";

/** Text of six-bit characters up to the first @. */
export function untrimmedText(words: Words, start: number, characters: number): string {
  let out = "";
  for (let i = 0; i < characters; i++) {
    const code = unsigned(words, start + 6 * i, 6);
    if (code === 0) break;
    out += textCharacters.charAt(code);
  }
  return out;
}

/** The same without blanks at its end. */
export const text = (words: Words, start: number, characters: number): string =>
  untrimmedText(words, start, characters).trimEnd();

/** The name in a message 21: it goes on behind the fixed fields where it fills its 20 characters. */
export function aidName(words: Words, bits: number): string {
  const name = untrimmedText(words, 43, 20);
  const further = Math.max(0, Math.floor((bits - 272) / 6));
  return (name.length === 20 ? name + untrimmedText(words, 272, further) : name).trimEnd();
}

/** Puts `width` (1 to 30) bits of a value at `start`; a negative value in two's complement. */
export function putBits(words: Words, start: number, width: number, value: number): void {
  for (let bit = 0; bit < width; bit++) {
    const at = start + bit;
    const index = (at / bitsPerWord) | 0;
    const mask = 1 << (bitsPerWord - 1 - (at - index * bitsPerWord));
    const one = (value >> (width - 1 - bit)) & 1;
    words[index] = one === 1 ? (words[index] ?? 0) | mask : (words[index] ?? 0) & ~mask;
  }
}
