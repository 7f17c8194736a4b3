import { expect, test } from "vitest";
import { capture, type Capture } from "./capture.ts";
import { placeAt } from "./place.ts";
import { drawPlacedSea, type PlacedSea, type PlacedShip } from "./placed-sea.ts";
import { samplesPerPixel } from "./render.ts";

const ship: PlacedShip = {
  id: "one",
  kind: "container",
  length: 120,
  at: [60, -90],
  along: [0.6, 0.8],
  speed: 0,
  look: { beam: 20 },
};
const sea: PlacedSea = {
  place: placeAt([132.3, 42.9]),
  seed: 5,
  state: 1,
  widthMetres: 600,
  heightMetres: 600,
  rough: 0.2,
  ships: [ship],
  structures: [],
};
const laden = (containers: number): PlacedSea => ({
  ...sea,
  ships: [{ ...ship, look: { beam: 20, containers } }],
});

const brightness = (
  { raster: { bands, width } }: Capture,
  [column, row]: readonly [number, number],
): number => bands.reduce((sum, band) => sum + (band[Math.floor(row) * width + Math.floor(column)] ?? 0), 0);
const taken = (of: PlacedSea): Capture => capture(drawPlacedSea(of), { gsdMetres: 3, noise: 0 }, 1);

test("a sea has the ships that it is given and no others, as long and broad as they are", () => {
  const { ships, simulated, kind } = drawPlacedSea(sea);
  expect({ simulated, kind }).toEqual({ simulated: true, kind: "open-water" });
  expect(ships).toMatchObject([{ id: "one", length: 120, beam: 20, at: [60, -90], along: [0.6, 0.8] }]);
  expect(drawPlacedSea({ ...sea, ships: [] }).ships).toEqual([]);
});

test("a ship looks alike on another day, on other water", () => {
  const [today, tomorrow] = [drawPlacedSea(sea), drawPlacedSea({ ...sea, state: 2 })];
  expect(JSON.stringify(drawPlacedSea(sea))).toBe(JSON.stringify(today));
  expect(tomorrow.background).not.toEqual(today.background);
  expect(tomorrow.seed).not.toBe(today.seed);
  expect(tomorrow.stacks).toEqual(today.stacks);
  const hull = (of: typeof today) => of.shapes.filter((s) => s.type === "area" && s.top > 0);
  expect(hull(tomorrow)).toEqual(hull(today));
});

test("an empty deck carries no container, and a full one more than a half-full one", () => {
  const stacks = [0, 0.5, 1].map((share) => drawPlacedSea(laden(share)).stacks.length);
  expect(stacks[0]).toBe(0);
  expect(stacks[1]).toBeGreaterThan(0);
  expect(stacks[2]).toBeGreaterThan(stacks[1] ?? 0);
});

test("what stands in the water is drawn where it stands", () => {
  const with70 = taken({ ...sea, ships: [], structures: [{ id: "platform", at: [-150, 120], size: 70 }] });
  const without = taken({ ...sea, ships: [] });
  // The picture's middle is the scene's: 100 pixels from its corner.
  const at = [100 - 150 / 3, 100 - 120 / 3] as const;
  expect(brightness(with70, at)).toBeGreaterThan(2 * brightness(without, at));
  expect(brightness(with70, [150, 150])).toBe(brightness(without, [150, 150]));
});

test("a scene without rails is drawn of fewer samples, in pixels larger than a metre alone", () => {
  expect(samplesPerPixel(3, 250_000)).toBe(7);
  expect(samplesPerPixel(3, 250_000, drawPlacedSea(sea).finestMetres)).toBe(3);
  expect(samplesPerPixel(0.5, 250_000, 1)).toBe(samplesPerPixel(0.5, 250_000));
});
