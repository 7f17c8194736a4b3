import { InputError, quoted } from "../../base/errors.ts";
import type { Box } from "../../base/geometry/box.ts";

const form =
  "west,south,east,north in degrees (or six numbers, with heights third and last): longitudes from -180 to 180, latitudes from -90 to 90";

/**
 * The boxes that a `bbox` means: one, or two where it reaches across the 180th meridian and west is greater than east. Heights are let go.
 * @throws InputError when it is no box
 */
export function readWireBox(numbers: readonly unknown[], where: string): readonly Box[] {
  const refuse = (): never => {
    throw InputError.of(where, "bbox", quoted(JSON.stringify(numbers)), form);
  };
  if (numbers.length !== 4 && numbers.length !== 6) return refuse();
  const read = numbers.map((n) => (typeof n === "number" && Number.isFinite(n) ? n : refuse()));
  const [west = 0, south = 0] = read;
  const [east = 0, north = 0] = read.length === 4 ? read.slice(2) : read.slice(3);
  if (Math.abs(west) > 180 || Math.abs(east) > 180 || south < -90 || north > 90 || south > north)
    return refuse();
  return west <= east
    ? [{ west, south, east, north }]
    : [
        { west, south, east: 180, north },
        { west: -180, south, east, north },
      ];
}

/** The same of the text of an address. */
export const readWireBoxText = (text: string, where: string): readonly Box[] =>
  readWireBox(
    text
      .split(",")
      .map((part) => (/^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?\s*$/.test(part) ? Number(part) : part)),
    where,
  );
