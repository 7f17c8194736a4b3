/** A value that JSON can carry without loss. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/**
 * One text for one value: keys sorted by code unit, no white space, as RFC 8785 orders them. Hashes are taken over this text,
 * so that the order in which an object was built does not show. Numbers must be finite; -0 is written as 0.
 * @throws RangeError on a number that JSON cannot carry.
 */
export function canonical(value: Json): string {
  if (value === null || typeof value === "boolean" || typeof value === "string") return JSON.stringify(value);
  if (typeof value === "number") {
    if (!Number.isFinite(value))
      throw new RangeError(`canonical: ${value} is not a number that JSON can carry`);
    return JSON.stringify(value === 0 ? 0 : value);
  }
  if (isList(value)) return `[${value.map(canonical).join(",")}]`;
  const members = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonical(value[key] ?? null)}`);
  return `{${members.join(",")}}`;
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

/**
 * Whether two records, or parts of them, say the same, in whatever order they were built; what is undefined is as if it were not there.
 * @throws RangeError on a number that JSON cannot carry
 */
export const isSame = (a: unknown, b: unknown): boolean => textOf(a) === textOf(b);

const textOf = (value: unknown): string => canonical(JSON.parse(JSON.stringify(value)) as Json);
