import proj4 from "proj4";
import { InputError, quoted } from "../../../base/errors.ts";

/** The parameters of a proj4 text by name, without plus signs; null for one that stands alone, such as `south`. */
export type Proj4Parameters = ReadonlyMap<string, string | null>;

const parameter = /^\+?([a-zA-Z][a-zA-Z0-9_]*)(?:=(\S+))?$/;
const longest = 2000;

/**
 * Reads a proj4 text: parameters apart by spaces, each with or without its plus sign; of one that comes twice the last counts.
 * @throws InputError when a part of it is not a parameter.
 */
export function parametersOf(text: string, where: string): Proj4Parameters {
  const found = new Map<string, string | null>();
  if (text.length > longest)
    throw InputError.of(where, "proj4", quoted(text), `at most ${longest} characters`);
  for (const part of text.trim().split(/\s+/)) {
    const match = parameter.exec(part);
    if (match?.[1] === undefined)
      throw InputError.of(where, "proj4", quoted(part), "+name or +name=value, parted by spaces");
    found.set(match[1], match[2] ?? null);
  }
  return found;
}

/** Writes parameters in the order of the map. */
export function proj4Text(parameters: Proj4Parameters): string {
  return [...parameters]
    .map(([name, value]) => (value === null ? `+${name}` : `+${name}=${value}`))
    .join(" ");
}

/**
 * True when proj4 can compute with a text.
 */
export function isUsable(text: string): boolean {
  try {
    const [x, y] = proj4(text).inverse([0, 0]);
    return typeof x === "number" && typeof y === "number";
  } catch {
    return false;
  }
}
