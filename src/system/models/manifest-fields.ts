import { InputError, quoted } from "../../base/errors.ts";

/** An object of a manifest, with its place in the file for errors. */
export interface Fields {
  readonly number: (name: string, least?: number, most?: number) => number;
  readonly numberOrNull: (name: string, least?: number, most?: number) => number | null;
  readonly text: (name: string, pattern?: RegExp) => string;
  readonly flag: (name: string) => boolean;
  /** Exactly these texts in this order: what the program was written for. */
  readonly exactly: <T extends string>(name: string, words: readonly T[]) => readonly T[];
  /** A list of pairs of finite numbers. */
  readonly pairs: (name: string) => readonly (readonly [number, number])[];
  readonly range: (name: string) => readonly [number, number];
  readonly object: (name: string, fields: readonly string[], optional?: readonly string[]) => Fields;
  readonly has: (name: string) => boolean;
  readonly list: (name: string, fields: readonly string[]) => readonly Fields[];
}

/**
 * Opens an object that must have these fields, may have the optional ones, and no others.
 * @throws InputError that names every missing and unknown field; its readers name a value that is not allowed
 */
export function fieldsOf(
  where: string,
  path: string,
  value: unknown,
  names: readonly string[],
  optional: readonly string[] = [],
): Fields {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw InputError.of(where, path === "" ? "file" : path, shown(value), "an object");
  const entry = value as Readonly<Record<string, unknown>>;
  const at = (name: string): string => (path === "" ? name : `${path}.${name}`);
  const missing = names.filter((name) => !Object.hasOwn(entry, name));
  const allowed = [...names, ...optional];
  const unknown = Object.keys(entry).filter((name) => !allowed.includes(name));
  if (missing.length + unknown.length > 0)
    throw new InputError([
      ...missing.map((name) => ({ where, field: at(name), found: "nothing", allowed: "a value" })),
      ...unknown.map((name) => ({
        where,
        field: at(name),
        found: "an unknown field",
        allowed: allowed.join(", "),
      })),
    ]);
  const wrong = (name: string, allowed: string): InputError =>
    InputError.of(where, at(name), shown(entry[name]), allowed);
  const number: Fields["number"] = (name, least = -1e9, most = 1e9) => {
    const found = entry[name];
    if (typeof found !== "number" || !(found >= least && found <= most))
      throw wrong(name, `a number from ${least} to ${most}`);
    return found;
  };
  return {
    number,
    numberOrNull: (name, least, most) => (entry[name] === null ? null : number(name, least, most)),
    text: (name, pattern = /^\S(.{0,198}\S)?$/) => {
      const found = entry[name];
      if (typeof found !== "string" || !pattern.test(found))
        throw wrong(name, `a text like ${pattern.source}`);
      return found;
    },
    flag: (name) => {
      const found = entry[name];
      if (typeof found !== "boolean") throw wrong(name, "true or false");
      return found;
    },
    exactly: (name, words) => {
      const found = entry[name];
      if (
        !Array.isArray(found) ||
        found.length !== words.length ||
        words.some((word, i) => found[i] !== word)
      )
        throw wrong(name, JSON.stringify(words));
      return words;
    },
    pairs: (name) => {
      const found = entry[name];
      if (!Array.isArray(found)) throw wrong(name, "a list of pairs");
      return found.map((pair: unknown): readonly [number, number] => {
        if (!Array.isArray(pair) || pair.length !== 2) throw wrong(name, "a list of pairs");
        const [x, y] = pair as readonly unknown[];
        if (typeof x !== "number" || typeof y !== "number") throw wrong(name, "a list of pairs of numbers");
        return [x, y];
      });
    },
    range: (name) => {
      const found: unknown = entry[name];
      if (!Array.isArray(found) || found.length !== 2) throw wrong(name, "two numbers");
      const [least, most] = found as readonly unknown[];
      if (typeof least !== "number" || typeof most !== "number" || !(least < most))
        throw wrong(name, "two numbers, the smaller first");
      return [least, most];
    },
    object: (name, fields, optional) => fieldsOf(where, at(name), entry[name], fields, optional),
    has: (name) => Object.hasOwn(entry, name),
    list: (name, fields) => {
      const found = entry[name];
      if (!Array.isArray(found) || found.length > 1000) throw wrong(name, "a list of at most 1000");
      return found.map((member, i) => fieldsOf(where, `${at(name)}[${i}]`, member, fields));
    },
  };
}

const shown = (value: unknown): string => (value === undefined ? "nothing" : quoted(JSON.stringify(value)));
