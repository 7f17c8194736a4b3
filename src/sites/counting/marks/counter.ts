import type { Mark, Marker } from "../mark.ts";

/** Who counted, and which time: the marks of one counter make one count of one look. */
export interface Counter {
  readonly marker: Marker;
  readonly pass: string;
}

/**
 * A pass whose name begins with this looks through the machine's marks: it starts from them and changes them. Every other pass starts
 * from nothing and sees nobody else's marks.
 */
export const reviewPass = "review";

export const isReview = ({ marker, pass }: Counter): boolean =>
  marker.type === "person" && pass.startsWith(reviewPass);

export const counterOf = ({ marker, pass }: Mark): Counter => ({ marker, pass });

export const sameCounter = (a: Counter, b: Counter): boolean =>
  a.marker.type === b.marker.type && a.marker.name === b.marker.name && a.pass === b.pass;

/** "A. Name, pass 2", "A. Name, review", "railcars/1 (machine)". */
export const counterInWords = ({ marker, pass }: Counter): string =>
  marker.type === "machine"
    ? `${marker.name} (machine)`
    : `${marker.name}, ${pass.startsWith(reviewPass) ? pass : `pass ${pass}`}`;

/** Every counter of the marks, in the order of their first marks. */
export function countersOf(marks: readonly Mark[]): Counter[] {
  const found = new Map<string, Counter>();
  for (const mark of marks) {
    const key = JSON.stringify([mark.marker.type, mark.marker.name, mark.pass]);
    if (!found.has(key)) found.set(key, counterOf(mark));
  }
  return [...found.values()];
}
