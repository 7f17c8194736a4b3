import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DamageError, InputError } from "../../../base/errors.ts";
import type { BandMeaning, Picture } from "../../pictures/picture.ts";
import type { PixelWindow, Samples } from "../../pictures/raster.ts";
import { stripRows, type StripPlan } from "../strip.ts";
import type { GroundPoint, TrackLine } from "../track-line.ts";
import { pixelFrame } from "./ground-frame.ts";
import { planStrips } from "./plan-strips.ts";
import { readStrips } from "./read-strips.ts";

interface Drawn {
  readonly width: number;
  readonly height: number;
  readonly meanings?: readonly BandMeaning[];
  readonly value: (column: number, row: number, band: number) => number;
  readonly valid?: (column: number, row: number) => boolean;
  readonly refuse?: (window: PixelWindow) => Error | null;
}

/** A picture that is made where it is read, with the windows that were asked for. */
function drawn({ width, height, meanings = ["red", "green", "blue"], value, valid, refuse }: Drawn) {
  const windows: PixelWindow[] = [];
  const picture: Picture = {
    description: {
      format: "geotiff",
      width,
      height,
      sampleType: "float64",
      bands: meanings.map((meaning) => ({ name: meaning, meaning })),
      nodata: null,
      levels: [{ width, height }],
      georeference: null,
      texts: {},
      coding: "",
    },
    readWindow: async (window, { bands = [] } = {}) => {
      windows.push(window);
      const error = refuse?.(window) ?? null;
      if (error !== null) throw error;
      const at = (make: (column: number, row: number) => number): Float64Array =>
        Float64Array.from({ length: window.width * window.height }, (_, i) =>
          make(window.column + (i % window.width), window.row + Math.floor(i / window.width)),
        );
      return {
        width: window.width,
        height: window.height,
        bands: bands.map((band): Samples => at((c, r) => value(c, r, band))),
        valid: valid === undefined ? null : Uint8Array.from(at((c, r) => (valid(c, r) ? 1 : 0))),
      };
    },
    close: () => Promise.resolve(),
  };
  return { picture, windows };
}

function plansOf(gsd: number, ...ways: (readonly GroundPoint[])[]): readonly StripPlan[] {
  const lines = ways.map((points, index): TrackLine => ({
    id: `t${index}`,
    areaId: null,
    gauge: null,
    points,
  }));
  return planStrips(lines, pixelFrame(gsd));
}

const ramp = (column: number, row: number, band: number): number =>
  100 * band + 2 * (column + 0.5) + 0.25 * (row + 0.5);
/** Bit for bit, and fast. */
const isSame = (a: ArrayLike<number>, b: ArrayLike<number> = []): boolean =>
  a.length === b.length && !Array.from(a).some((value, i) => !Object.is(value, b[i]));
/** Rough, so that a wrong pixel shows. */
const rough = (column: number, row: number, band: number): number =>
  ((column * 7919 + row * 104_729 + band * 31) % 251) + 0.5;

describe("readStrips", () => {
  it("gives a ramp exactly where the samples lie, moved by the shift", async () => {
    const plans = plansOf(0.5, [
      [20, -30],
      [60, -45],
    ]);
    const { picture } = drawn({ width: 200, height: 150, value: ramp });
    const { strips, damaged } = await readStrips(picture, plans, { lineUpShift: [3.25, -1.5] });
    expect(damaged).toEqual([]);
    let worst = 0;
    for (const { plan, bands, valid } of strips)
      for (let r = 0; r < stripRows; r++)
        for (let c = 0; c < plan.columns; c++) {
          const metres = (r + 0.5 - 32) * 0.25;
          const x = (plan.centres[2 * c] ?? 0) + (plan.across[2 * c] ?? 0) * metres + 3.25;
          const y = (plan.centres[2 * c + 1] ?? 0) + (plan.across[2 * c + 1] ?? 0) * metres - 1.5;
          const at = r * plan.columns + c;
          const off = valid[at] === 1 ? Math.abs((bands[1][at] ?? 0) - (100 + 2 * x + 0.25 * y)) : Infinity;
          worst = Math.max(worst, off);
        }
    expect(worst).toBeLessThan(1e-4);
  });

  it("averages fine pixels over a quarter of a metre, which leaves a ramp as it is and a checkerboard even", async () => {
    const plans = plansOf(0.05, [
      [5, -8],
      [12, -9],
    ]);
    const even = await readStrips(
      drawn({ width: 400, height: 400, value: (c, r) => ((c + r) % 2) * 200 }).picture,
      plans,
    );
    const off = (even.strips[0]?.bands[0] ?? new Float32Array(1)).map((value) => Math.abs(value - 100));
    expect(Math.max(...off)).toBeLessThan(12);
    const { strips } = await readStrips(drawn({ width: 400, height: 400, value: ramp }).picture, plans);
    const [plan, band] = [plans[0], strips[0]?.bands[0]];
    const x = (plan?.centres[20] ?? 0) + (plan?.across[20] ?? 0) * 0.125;
    const y = (plan?.centres[21] ?? 0) + (plan?.across[21] ?? 0) * 0.125;
    expect(band?.[32 * (plan?.columns ?? 0) + 10]).toBeCloseTo(2 * x + 0.25 * y, 3);
  });

  it("is the same bit for bit whatever the windows and the order of the plans", async () => {
    const ways: GroundPoint[][] = [
      [
        [-10, -20],
        [50, -60],
        [70, -20],
      ],
      [
        [5, 3],
        [40, -85],
      ],
      [
        [90, -4],
        [88, -70],
      ],
    ];
    const valid = (c: number, r: number): boolean => (c * 13 + r * 7) % 97 !== 0;
    for (const gsd of [0.5, 0.12]) {
      const plans = plansOf(
        gsd,
        ...ways.map((way) => way.map(([e, n]) => [e * gsd * 2, n * gsd * 2] as const)),
      );
      const { picture } = drawn({ width: 173, height: 161, value: rough, valid });
      const { strips } = await readStrips(picture, plans);
      expect(strips.some((strip) => strip.valid.includes(1))).toBe(true);
      await fc.assert(
        fc.asyncProperty(
          fc.integer({ min: 20, max: 200 }),
          fc.boolean(),
          async (windowPixels, isReversed) => {
            const asked = isReversed ? plans.toReversed() : plans;
            const again = await readStrips(picture, asked, { windowPixels });
            const back = isReversed ? again.strips.toReversed() : again.strips;
            back.forEach((strip, index) => {
              strip.bands.forEach((band, k) => expect(isSame(band, strips[index]?.bands[k])).toBe(true));
              expect(isSame(strip.valid, strips[index]?.valid)).toBe(true);
            });
          },
        ),
        { numRuns: 6 },
      );
    }
  });

  it("is the same for a part of a plan", async () => {
    const [plan] = plansOf(0.5, [
      [0, -20],
      [80, -50],
    ]);
    if (plan === undefined) throw new Error("no plan");
    const part: StripPlan = {
      ...plan,
      columns: 50,
      centres: plan.centres.slice(2 * 77, 2 * 127),
      across: plan.across.slice(2 * 77, 2 * 127),
      along: plan.along.slice(2 * 77, 2 * 127),
    };
    const { picture } = drawn({ width: 173, height: 161, value: rough });
    const [whole] = (await readStrips(picture, [plan], { windowPixels: 64 })).strips;
    const [piece] = (await readStrips(picture, [part], { windowPixels: 64 })).strips;
    for (let r = 0; r < stripRows; r++)
      expect(piece?.bands[2].slice(r * 50, r * 50 + 50)).toEqual(
        whole?.bands[2].slice(r * plan.columns + 77, r * plan.columns + 127),
      );
  });

  it("reads each window that samples touch once and no other", async () => {
    const { picture, windows } = drawn({ width: 640, height: 640, value: rough });
    const told: (readonly [number, number])[] = [];
    await readStrips(
      picture,
      plansOf(0.5, [
        [100, -20],
        [300, -20],
      ]),
      {
        windowPixels: 64,
        progress: (done, of) => told.push([done, of]),
      },
    );
    // Rows 24 to 56: one row of windows; columns 200 to 600.
    expect(windows.map(({ column, row }) => [column, row])).toEqual(
      [192, 256, 320, 384, 448, 512, 576].map((column) => [column, 0]),
    );
    expect(told.at(-1)).toEqual([7, 7]);
    const outside = drawn({ width: 64, height: 64, value: rough });
    const { strips } = await readStrips(
      outside.picture,
      plansOf(0.5, [
        [100, -20],
        [300, -20],
      ]),
    );
    expect(outside.windows).toEqual([]);
    expect(strips[0]?.valid.includes(1)).toBe(false);
  });

  it("has no data beside the picture and where a pixel with a share has none", async () => {
    const plans = plansOf(0.5, [
      [-10, -10],
      [40, -10],
    ]);
    const { picture } = drawn({ width: 64, height: 64, value: rough, valid: (c) => c !== 30 });
    const { strips } = await readStrips(picture, plans);
    const row = (strips[0]?.valid ?? new Uint8Array()).slice(20 * 200, 21 * 200);
    // Column c lies at pixel (c + 0.5) / 2 - 20: the picture from 0 to 64, the hole's share from 29.5 to 31.5.
    expect(row.indexOf(1)).toBe(40);
    expect(row.lastIndexOf(1)).toBe(167);
    expect(Array.from(row.slice(98, 104))).toEqual([1, 0, 0, 0, 0, 1]);
  });

  it("loses a damaged window and no more, and throws what is wrong on", async () => {
    const plans = plansOf(0.5, [
      [0, -20],
      [80, -20],
    ]);
    const at = (column: number, error: Error) =>
      drawn({
        width: 160,
        height: 160,
        value: rough,
        refuse: (window) => (window.column === column ? error : null),
      }).picture;
    const { strips, damaged } = await readStrips(at(64, new DamageError("cut", [])), plans, {
      windowPixels: 64,
    });
    expect(damaged).toEqual([{ window: { column: 64, row: 0, width: 64, height: 64 }, message: "cut" }]);
    const row = (strips[0]?.valid ?? new Uint8Array()).slice(0, 320);
    expect([row[126], row[127], row[255], row[257]]).toEqual([1, 0, 0, 1]);
    const wrong = readStrips(at(64, InputError.of("a", "b", "c", "d")), plans, { windowPixels: 64 });
    await expect(wrong).rejects.toThrow(InputError);
  });

  it("takes red, green and blue by their names, grey thrice, and no mask", async () => {
    const plans = plansOf(0.5, [
      [10, -20],
      [30, -20],
    ]);
    const first = async (...meanings: BandMeaning[]): Promise<readonly (number | undefined)[]> => {
      const { picture } = drawn({ width: 100, height: 100, meanings, value: (_c, _r, band) => band + 1 });
      return (await readStrips(picture, plans)).strips[0]?.bands.map((band) => band[0]) ?? [];
    };
    expect(await first("blue", "green", "red", "near-infrared")).toEqual([3, 2, 1]);
    expect(await first("alpha", "unknown", "unknown", "unknown")).toEqual([2, 3, 4]);
    expect(await first("grey", "alpha")).toEqual([1, 1, 1]);
    expect(await first("vv", "vh")).toEqual([1, 1, 1]);
  });

  it("stops when asked to", async () => {
    const stop = new AbortController();
    stop.abort();
    const { picture } = drawn({ width: 100, height: 100, value: rough });
    await expect(
      readStrips(
        picture,
        plansOf(0.5, [
          [10, -20],
          [30, -20],
        ]),
        { signal: stop.signal },
      ),
    ).rejects.toThrow();
  });
});
