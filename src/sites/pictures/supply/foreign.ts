/** An object of JSON that somebody else wrote. */
export type ForeignObject = Readonly<Record<string, unknown>>;

/** The value when it is an object; null for lists, texts, numbers and nothing. */
export function objectOf(value: unknown): ForeignObject | null {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as ForeignObject)
    : null;
}

/** The value when it is a list of at most `most` members; null otherwise. */
export function listOf(value: unknown, most: number): readonly unknown[] | null {
  return Array.isArray(value) && value.length <= most ? (value as readonly unknown[]) : null;
}

/** The value when it is a text with something in it, of at most `most` characters; null otherwise. */
export function textOf(value: unknown, most = 1000): string | null {
  return typeof value === "string" && value.trim() !== "" && value.length <= most ? value : null;
}

/** The value when it is a finite number, within bounds where they are given; null otherwise. */
export function numberOf(value: unknown, least = -Infinity, most = Infinity): number | null {
  return typeof value === "number" && Number.isFinite(value) && value >= least && value <= most
    ? value
    : null;
}

/** The texts of a list; what is not a text is left out. Empty where there is no list. */
export function textsOf(value: unknown, most = 100): readonly string[] {
  return (listOf(value, most) ?? []).flatMap((member) => textOf(member) ?? []);
}
