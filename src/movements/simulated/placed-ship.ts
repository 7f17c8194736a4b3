import { metresPerSecondOfKnot } from "../../base/geodesy/sphere.ts";
import { positionAt } from "../../base/geodesy/wgs84.ts";
import type { LonLat } from "../../base/geometry/ring.ts";
import type { PlacedShip } from "../../sites/simulated/placed-sea.ts";
import { direction, type Point } from "../../sites/simulated/plane.ts";
import type { ShipLook } from "../../sites/simulated/ship-drawing.ts";
import type { SimulatedShip } from "./cast.ts";
import type { Present } from "./pictured.ts";

/** From above the deck is seen, hardly the hull: it is given the colour by which the ship is told. */
const painted: Readonly<Record<string, Pick<ShipLook, "hull" | "deck">>> = {
  "hull-black": { hull: [42, 42, 46, 46], deck: [104, 102, 98, 106] },
  "hull-blue": { hull: [58, 80, 128, 86], deck: [70, 96, 140, 104] },
  "hull-green": { hull: [58, 92, 72, 96], deck: [76, 116, 90, 118] },
  "hull-red": { hull: [128, 58, 50, 130], deck: [142, 74, 60, 144] },
};

const kindOf = ({ senderClass, shipType }: SimulatedShip): PlacedShip["kind"] =>
  senderClass === "B" ? "boat" : shipType === 80 ? "tanker" : shipType === 79 ? "container" : "cargo";

/**
 * A ship for the drawing: as it was built and is laden, its middle where it truly is, turned to its true heading.
 * @param toPoint to metres of the drawing, whose north is the grid's and not the meridian's
 */
export function placedShip(
  ship: SimulatedShip,
  { state, lengthMetres, widthMetres, containers }: Present,
  toPoint: (position: LonLat) => Point,
): PlacedShip {
  const { layout, colours } = ship;
  const at = toPoint(state.position);
  const look: ShipLook = {
    beam: widthMetres,
    forward: layout.includes("bridge-forward"),
    containers: containers === null ? 0 : containers / ship.containers,
    ...(layout.includes("cranes-two") ? { cranes: 2 } : {}),
    ...(layout.includes("holds-four") ? { holds: 4 } : {}),
    ...colours.map((word) => painted[word]).find((paint) => paint !== undefined),
  };
  return {
    id: ship.id,
    kind: kindOf(ship),
    length: lengthMetres,
    at,
    along: direction(at, toPoint(positionAt(state.position, state.heading, lengthMetres / 2))),
    speed: state.knots * metresPerSecondOfKnot,
    look,
  };
}
