import { InputError, quoted, type Fault } from "../../../base/errors.ts";
import type { Affine } from "./georeference.ts";

const lineNames = [
  "line 1: x for one column (A)",
  "line 2: y for one column (D)",
  "line 3: x for one row (B)",
  "line 4: y for one row (E)",
  "line 5: x of the centre of the top left pixel (C)",
  "line 6: y of the centre of the top left pixel (F)",
] as const;
const longestText = 4000;
const number = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eEdD][+-]?\d+)?$/;

/**
 * Reads a world file: six numbers, one a line, in the order A, D, B, E, C, F, where C and F belong to the centre of the top left
 * pixel. The answer belongs to its outer corner. A world file names no CRS.
 * @throws InputError with the lines that are wrong, or when the six numbers have no inverse.
 */
export function affineOfWorldFile(text: string, name: string): Affine {
  if (text.length > longestText)
    throw InputError.of(name, "text", `${text.length} characters`, `at most ${longestText}`);
  const lines = text
    .replace(/^\uFEFF/, "")
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim());
  while (lines.at(-1) === "") lines.pop();
  const faults: Fault[] = [];
  const values = lineNames.map((field, i) => {
    const line = lines[i] ?? "";
    // Some writers use a comma for decimals, and Fortran's letter for exponents.
    const plain = line.replace(/^([+-]?\d+),(\d+)$/, "$1.$2");
    const value = number.test(plain) ? Number(plain.replace(/[dD]/, "e")) : Number.NaN;
    if (!Number.isFinite(value))
      faults.push({ where: name, field, found: line === "" ? "nothing" : quoted(line), allowed: "a number" });
    return value;
  });
  if (lines.length > 6)
    faults.push({ where: name, field: "line 7", found: quoted(lines[6] ?? ""), allowed: "six lines" });
  if (faults.length > 0) throw new InputError(faults);
  const [a = 0, d = 0, b = 0, e = 0, c = 0, f = 0] = values;
  if (a * e - b * d === 0 || !Number.isFinite(a * e - b * d))
    throw InputError.of(
      name,
      "lines 1 to 4",
      [a, d, b, e].join(", "),
      "numbers that spread the picture over the ground",
    );
  return [c - a / 2 - b / 2, a, b, f - d / 2 - e / 2, d, e];
}

/** The six lines of a world file. */
export function worldFileText([x, a, b, y, d, e]: Affine): string {
  return [a, d, b, e, x + a / 2 + b / 2, y + d / 2 + e / 2].map((value) => `${value}\n`).join("");
}

const shortNames: Readonly<Record<string, readonly string[]>> = {
  png: ["pgw", "pngw"],
  jpg: ["jgw", "jpgw"],
  jpeg: ["jgw", "jpegw", "jpgw"],
  tif: ["tfw", "tifw"],
  tiff: ["tfw", "tiffw"],
};

/**
 * The names that a picture's world file may have, the usual one first: the first and last letter of the ending with a w, the whole
 * ending with a w, and wld.
 */
export function worldFileNames(picture: string): readonly string[] {
  const [, stem = picture, ending = ""] = /^(.*)\.([^./\\]+)$/s.exec(picture) ?? [];
  const endings = [...(shortNames[ending.toLowerCase()] ?? [`${ending}w`]), "wld"];
  const isUpper = ending !== "" && ending === ending.toUpperCase();
  return endings.map((w) => `${stem}.${isUpper ? w.toUpperCase() : w}`);
}
