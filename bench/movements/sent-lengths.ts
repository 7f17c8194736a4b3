import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { shipClassOf, type ShipClass } from "../../src/movements/matching/ship-class.ts";

const folder = new URL("../../../shared/data/ais/nmea/go-ais/", import.meta.url);

/** Where a message has its fields, in bits: class A's statement (5) and class B's (24, part B). */
const layouts = {
  5: { shipType: 232, toBow: 240 },
  24: { shipType: 40, toBow: 132 },
} as const;

/**
 * Lengths in metres that ships send, one a ship, by class of ship: from the samples of messages 5 and 24 of BertoldVdb/go-ais (MIT; payloads written
 * as bits). The real day of the bench carries none.
 */
export function sentLengths(): Map<ShipClass, number[]> {
  const byShip = new Map<number, readonly [ShipClass, number]>();
  for (const [type, { shipType, toBow }] of Object.entries(layouts)) {
    const path = fileURLToPath(new URL(`${type}.msg`, folder));
    if (!existsSync(path)) continue;
    for (const bits of readFileSync(path, "latin1").split("\n")) {
      const number = (at: number, length: number): number => Number.parseInt(bits.slice(at, at + length), 2);
      if (number(0, 6) !== Number(type) || (type === "24" && number(38, 2) !== 1)) continue;
      const length = number(toBow, 9) + number(toBow + 9, 9);
      // 511 and its kin are "longer than can be said" or nonsense.
      if (length >= 4 && length <= 450) byShip.set(number(8, 30), [shipClassOf(number(shipType, 8)), length]);
    }
  }
  const found = new Map<ShipClass, number[]>();
  for (const [shipClass, length] of byShip.values())
    found.set(
      shipClass,
      [...(found.get(shipClass) ?? []), length].toSorted((a, b) => a - b),
    );
  return found;
}

/** The value below which a share of sorted values lies, between neighbours by a straight line. */
export function quantile(sorted: readonly number[], share: number): number {
  const at = share * (sorted.length - 1);
  const [a, b] = [sorted[Math.floor(at)] ?? Number.NaN, sorted[Math.ceil(at)] ?? Number.NaN];
  return a + (at - Math.floor(at)) * (b - a);
}
