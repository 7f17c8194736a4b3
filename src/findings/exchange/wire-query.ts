import { InputError, quoted } from "../../base/errors.ts";

/** Name and value of each parameter of an address, decoded, in order. */
export type WireQuery = readonly (readonly [name: string, value: string])[];

/** Longest value of one parameter, in characters. */
const longest = 100_000;

/**
 * The parameters by name.
 * @throws InputError for one that is not known, is given twice or is too long: the standards ask for an answer of 400
 */
export function onlyKnown(
  query: WireQuery,
  known: readonly string[],
  where: string,
): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [name, value] of query) {
    if (!known.includes(name))
      throw InputError.of(where, "parameter", quoted(name), known.length === 0 ? "none" : known.join(", "));
    if (found.has(name)) throw InputError.of(where, name, "given twice", "once");
    if (value.length > longest)
      throw InputError.of(where, name, `${value.length} characters`, `at most ${longest} characters`);
    found.set(name, value);
  }
  return found;
}

/** The most features of one answer; who asks for more gets as many, and a link to those that follow. */
export const mostOfOneAnswer = 1000;
const usualOfOneAnswer = 100;

/** How many features are asked for. @throws InputError unless it is a whole number from 1 */
export function readLimit(text: string | undefined, where: string): number {
  if (text === undefined) return usualOfOneAnswer;
  if (!/^\d{1,9}$/.test(text) || Number(text) < 1)
    throw InputError.of(
      where,
      "limit",
      quoted(text),
      `a whole number from 1; at most ${mostOfOneAnswer} are answered`,
    );
  return Math.min(Number(text), mostOfOneAnswer);
}

/** Holds the format that is asked for: there is one. @throws InputError for another one */
export function mustBeJson(text: string | undefined, where: string): void {
  if (text !== undefined && !/^(?:json|geojson|application\/(?:geo\+)?json)$/.test(text))
    throw InputError.of(where, "f", quoted(text), "json");
}
