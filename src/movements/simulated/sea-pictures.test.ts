import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { mappingOf } from "../../sites/pictures/georeference/mapping.ts";
import { capture, type Capture } from "../../sites/simulated/capture.ts";
import { fromLonLat, placeAt } from "../../sites/simulated/place.ts";
import { drawPlacedSea } from "../../sites/simulated/placed-sea.ts";
import { picturedScenes, pictureOf, seaWindows, type PicturedScene } from "./sea-pictures.ts";
import { callersBerth, portOf, standing } from "./sea-area.ts";
import { simulateTraffic } from "./simulate-traffic.ts";

const traffic = simulateTraffic({ seed: 3, fromMs: Date.UTC(2023, 8, 1), hours: 72 });
const pictured = picturedScenes(traffic);
const naval = pictured.find((p) => p.scene.id === "sim-optical-20230902t0215-naval-port");
if (naval === undefined) throw new Error("no picture of the naval port on the second day");
const radians = Math.PI / 180;

/** The same water without a ship, under the same noise. */
const emptied = ({ sea, ...rest }: PicturedScene): PicturedScene => ({ ...rest, sea: { ...sea, ships: [] } });

/** Pixels that are brighter with something on the water than without: shadows are not. */
function brighter(withShips: Capture, without: Capture): (readonly [column: number, row: number])[] {
  const { width, height, bands } = withShips.raster;
  const found: (readonly [number, number])[] = [];
  for (let i = 0; i < width * height; i++) {
    const more = bands.reduce(
      (sum, band, b) => sum + (band[i] ?? 0) - (without.raster.bands[b]?.[i] ?? 0),
      0,
    );
    if (more > 36) found.push([(i % width) + 0.5, Math.floor(i / width) + 0.5]);
  }
  return found;
}

/** Degrees from a direction to the axis along which pixels lie. */
function askew(pixels: readonly (readonly [number, number])[], [x, y]: readonly [number, number]): number {
  const mean = (of: (pixel: readonly [number, number]) => number): number =>
    pixels.reduce((sum, pixel) => sum + of(pixel), 0) / pixels.length;
  const [column, row] = [mean((p) => p[0]), mean((p) => p[1])];
  const along = (p: readonly [number, number]): number => (p[0] - column) * x + (p[1] - row) * y;
  const across = (p: readonly [number, number]): number => (p[1] - row) * x - (p[0] - column) * y;
  const [xx, xy, yy] = [
    mean((p) => along(p) ** 2),
    mean((p) => along(p) * across(p)),
    mean((p) => across(p) ** 2),
  ];
  return Math.abs(Math.atan2(2 * xy, xx - yy) / 2 / radians);
}

/** Reach of pixels along a direction of the picture, about a pixel. */
function reach(
  pixels: readonly (readonly [number, number])[],
  about: readonly [number, number],
  [x, y]: readonly [number, number],
): readonly [low: number, high: number] {
  const along = pixels.map(([column, row]) => (column - about[0]) * x + (row - about[1]) * y);
  return [Math.min(...along), Math.max(...along)];
}

describe("pictures of the simulated sea", () => {
  it("show each ship with its middle within a pixel of where it is, as long and broad and turned as it is", () => {
    const taken = pictureOf(naval);
    const { pixelAt } = mappingOf({ type: "transform", crs: taken.crs, transform: taken.transform });
    const pixels = brighter(taken, pictureOf(emptied(naval)));
    let still = 0;
    for (const id of naval.ships) {
      const ship = traffic.truth.ships.find((s) => s.id === id);
      const state = traffic.ways.get(id)?.at(naval.scene.at.fromMs) ?? null;
      if (ship === undefined || state === null) throw new Error(`${id} is not there`);
      const at = pixelAt(state.position);
      const ahead = pixelAt([
        state.position[0] +
          (0.001 * Math.sin(state.heading * radians)) / Math.cos(state.position[1] * radians),
        state.position[1] + 0.001 * Math.cos(state.heading * radians),
      ]);
      const length = Math.hypot(ahead[0] - at[0], ahead[1] - at[1]);
      const bow = [(ahead[0] - at[0]) / length, (ahead[1] - at[1]) / length] as const;
      const half = ship.lengthMetres / 3 / 2 + 8;
      const own = pixels.filter(([column, row]) => Math.hypot(column - at[0], row - at[1]) < half);
      const [left, right] = reach(own, at, [-bow[1], bow[0]]);
      const [aft, fore] = reach(own, at, bow);
      // Who is under way draws a wake, which is no part of it.
      if (state.knots > 1) continue;
      still++;
      expect(askew(own, bow)).toBeLessThan(1);
      expect(Math.abs(left + right) / 2).toBeLessThan(1);
      expect(Math.abs(aft + fore) / 2).toBeLessThan(1);
      expect(Math.abs(right - left + 1 - ship.widthMetres / 3)).toBeLessThan(2.5);
      expect(Math.abs(fore - aft + 1 - ship.lengthMetres / 3)).toBeLessThan(2.5);
    }
    expect(still).toBe(3);
  });

  it("show all that was in the window, also who never sends, who switched off and who was not found", () => {
    expect(naval.ships).toEqual(["quiet-one", "switcher", "cargo-06", "cargo-08"]);
    const unseen = { ...traffic, sightings: [], truth: { ...traffic.truth, sightings: [], missed: [] } };
    expect(picturedScenes(unseen)).toEqual(pictured);
  });

  it("are the same for the same traffic, and say that they are simulated", () => {
    const again = picturedScenes(simulateTraffic({ seed: 3, fromMs: Date.UTC(2023, 8, 1), hours: 72 }));
    const same = again.find((p) => p.scene.id === naval.scene.id);
    if (same === undefined) throw new Error("another traffic");
    const [one, two] = [pictureOf(naval), pictureOf(same)];
    const sums = ({ raster }: Capture): string[] =>
      raster.bands.map((band) => createHash("sha256").update(Uint8Array.from(band)).digest("hex"));
    expect(sums(two)).toEqual(sums(one));
    expect([one.simulated, one.truth.simulated]).toEqual([true, true]);
  });

  it("are of optical scenes, none of which has cloud in the window", () => {
    expect(pictured.length).toBe(6);
    expect(new Set(pictured.map((p) => p.scene.sensor))).toEqual(new Set(["optical"]));
    const cloudOver = ([x, y]: readonly [number, number]) => ({
      ...traffic,
      scenes: [
        {
          ...naval.scene,
          hidden: [
            [
              [
                [x, y],
                [x + 0.08, y],
                [x + 0.08, y + 0.1],
                [x, y + 0.1],
                [x, y],
              ] as const,
            ],
          ],
        },
      ],
    });
    const [x, y] = naval.window.middle;
    expect(picturedScenes(cloudOver([x, y]))).toEqual([]);
    expect(picturedScenes(cloudOver([x + 0.05, y])).length).toBe(1);
  });

  it("show what stands in the water", () => {
    const [platform] = standing;
    if (platform === undefined) throw new Error("nothing stands in the sea");
    const [x, y] = platform.position;
    const scene = {
      ...naval.scene,
      footprint: [
        [
          [x - 0.1, y - 0.1],
          [x + 0.1, y - 0.1],
          [x + 0.1, y + 0.1],
          [x - 0.1, y + 0.1],
          [x - 0.1, y - 0.1],
        ] as const,
      ],
    };
    const window = { port: "naval-port", middle: [x, y], wide: 600, high: 600 } as const;
    const [there] = picturedScenes({ ...traffic, scenes: [scene] }, [window]);
    if (there === undefined) throw new Error("no picture of it");
    const bare = capture(
      drawPlacedSea({ ...there.sea, ships: [], structures: [] }),
      pictureOf(there).settings,
      pictureOf(there).seed,
    );
    const pixels = brighter(pictureOf(there), bare);
    const [left, right] = reach(pixels, [100, 100], [1, 0]);
    expect(Math.abs(left + right) / 2).toBeLessThan(1);
    expect(right - left).toBeGreaterThan(platform.lengthMetres / 3);
  });

  it("reach over all berths of their port, and those of callers", () => {
    for (const { port, middle, wide, high } of seaWindows) {
      const toPoint = fromLonLat(placeAt(middle));
      const berths = [...portOf(port).berths, ...Array.from({ length: 8 }, (_, i) => callersBerth(port, i))];
      for (const [position] of berths) {
        const [east, north] = toPoint(position);
        // Half of a ship of 190 m lies in it.
        expect(Math.abs(east)).toBeLessThan(wide / 2 - 95);
        expect(Math.abs(north)).toBeLessThan(high / 2 - 95);
      }
    }
  });
});
