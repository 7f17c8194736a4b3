import { InputError } from "../../../base/errors.ts";
import type { Leaf } from "./leaves.ts";

/** Bounds of a text of names and values. */
export const pvlBounds = { characters: 4 * 1024 * 1024, values: 100_000, depth: 20 } as const;

const line = /^\s*([A-Za-z][\w.:-]{0,99})\s*=\s*(.*?)\s*;?\s*$/;

/**
 * The values of a text in the manner of PVL (CCSDS 641.0-B), as Maxar's IMD and Landsat's MTL files are: `NAME = value`, in groups.
 * Lists over several lines keep their first line.
 * @throws InputError on a bound passed
 */
export function leavesOfPvl(text: string, file: string): readonly Leaf[] {
  const refuse = (found: string, allowed: string): InputError => InputError.of(file, "text", found, allowed);
  if (text.length > pvlBounds.characters)
    throw refuse(`${text.length} characters`, `at most ${pvlBounds.characters}`);
  const leaves: Leaf[] = [];
  const groups: string[] = [];
  for (const row of text.split(/\r\n|\n|\r/)) {
    const match = row.length > 10_000 ? null : line.exec(row);
    if (match === null) continue;
    const name = (match[1] ?? "").toUpperCase();
    const value = (match[2] ?? "").replace(/^"(.*)"$/, "$1").trim();
    if (name === "BEGIN_GROUP" || name === "GROUP") {
      groups.push(value.toUpperCase());
      if (groups.length > pvlBounds.depth)
        throw refuse(`groups ${groups.length} deep`, `at most ${pvlBounds.depth} deep`);
    } else if (name === "END_GROUP") groups.pop();
    else {
      leaves.push({ name, path: [...groups, name].join("/"), text: value });
      if (leaves.length > pvlBounds.values)
        throw refuse("too many values", `at most ${pvlBounds.values} values`);
    }
  }
  return leaves;
}
