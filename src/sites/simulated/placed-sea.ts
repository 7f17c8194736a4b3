import { diceOf, seedFrom } from "./dice.ts";
import { type Afloat, launch, waterPaint, whitecaps } from "./open-water.ts";
import { paint } from "./paints.ts";
import type { Place } from "./place.ts";
import { heading, moved, type Point } from "./plane.ts";
import type { Scene, ShipTruth } from "./scene.ts";
import type { Shape } from "./shapes.ts";
import { block } from "./shapes.ts";
import { ship, type ShipLook } from "./ship-drawing.ts";

/** A ship that lies where it is said to lie. */
export interface PlacedShip extends Pick<ShipTruth, "id" | "kind" | "length" | "at" | "along" | "speed"> {
  readonly look: ShipLook;
}

/** A thing that stands in the water: a platform, a tower, a buoy. */
export interface PlacedStructure {
  readonly id: string;
  readonly at: Point;
  /** Metres along each of its sides. */
  readonly size: number;
}

/** A piece of sea and all that is in it. */
export interface PlacedSea {
  readonly place: Place;
  readonly seed: number;
  /** Another state is another day: other water under the same ships. */
  readonly state: number;
  readonly widthMetres: number;
  readonly heightMetres: number;
  /** 0 calm to 1 rough. */
  readonly rough: number;
  readonly ships: readonly PlacedShip[];
  readonly structures: readonly PlacedStructure[];
}

/**
 * Draws open water with these ships and structures and no others. What is not said of a ship's looks depends on the seed and its name alone, so that it
 * looks alike on other days. No shore and no quay is drawn, wherever the place is.
 */
export function drawPlacedSea(sea: PlacedSea): Scene {
  const { place, seed, state, widthMetres, heightMetres, rough, ships, structures } = sea;
  const dice = diceOf(seed, "sea", state);
  const afloat: Afloat = { shapes: [], hanging: [], ships: [], stacks: [] };
  const background = waterPaint(dice, rough);
  whitecaps(dice, afloat.shapes, widthMetres, heightMetres, rough, () => true);
  launch(
    afloat,
    ships.map(({ id, kind, at, along, length, speed, look }) =>
      ship(diceOf(seed, "ship", id), id, kind, at, along, length, speed, 0, look),
    ),
  );
  for (const structure of structures) afloat.shapes.push(...standingIn(structure));
  return {
    simulated: true,
    kind: "open-water",
    // The grain of all that is painted comes of it: no two days have the same ripples, by which their pictures would be lined up.
    seed: seedFrom(seed, "water", state),
    state,
    place,
    widthMetres,
    heightMetres,
    background,
    // The boom of a crane.
    finestMetres: 1,
    shapes: [...afloat.shapes, ...afloat.hanging],
    areas: [],
    tracks: [],
    cars: [],
    covers: [],
    stacks: afloat.stacks,
    ships: afloat.ships,
    vehicles: [],
  };
}

const steel = paint("vehicle", [168, 150, 96, 166], 0.06, 0.12);
const roof = paint("vehicle", [176, 178, 176, 178], 0.05, 0.1);
/** Of the deck of a large platform above the water, and of the house on it, in metres. */
const [deckMetres, houseMetres] = [18, 30];

/** A square deck on legs, with a house in one corner where there is room for it. */
function standingIn({ at, size }: PlacedStructure): Shape[] {
  const along = heading(0.7);
  const half = size / 2;
  const deck = block({
    at,
    along,
    halfLength: half,
    halfWidth: half,
    base: Math.min(deckMetres, half),
    paint: steel,
  });
  if (size < 30) return [deck];
  const corner = moved(moved(at, along, half * 0.5), [-along[1], along[0]], half * 0.5);
  return [
    deck,
    block({
      at: corner,
      along,
      halfLength: half * 0.4,
      halfWidth: half * 0.4,
      base: houseMetres,
      paint: roof,
    }),
  ];
}
