import { InputError, quoted } from "../../../../base/errors.ts";
import type { LonLatBox } from "../../../../movements/ais/fixes.ts";

/** A box as west,south,east,north. @throws InputError for what is none */
export function boxOf(text: string, where: string): LonLatBox {
  const [west, south, east, north, ...more] = text
    .split(",")
    .map((part) => (part.trim() === "" ? Number.NaN : Number(part)));
  if (
    west === undefined ||
    south === undefined ||
    east === undefined ||
    north === undefined ||
    more.length > 0 ||
    ![west, east].every((x) => Math.abs(x) <= 180) ||
    ![south, north].every((y) => Math.abs(y) <= 90) ||
    south > north
  )
    throw InputError.of(where, "--box", quoted(text), "west,south,east,north in degrees");
  return { west, south, east, north };
}
