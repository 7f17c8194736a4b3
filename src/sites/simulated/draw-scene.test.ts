import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { InputError } from "../../base/errors.ts";
import { drawScene } from "./draw-scene.ts";
import { carTypes, containerSizes } from "./rolling-stock.ts";
import { westernRows } from "./western-stock.ts";
import type { Scene } from "./scene.ts";

const yard = (seed: number, state = 1, occupancy = 0.6): Scene =>
  drawScene({ state, occupancy, widthMetres: 300, heightMetres: 300 }, seed);

describe("drawScene", () => {
  it("draws the same scene for the same seed and another for another", () => {
    expect(JSON.stringify(yard(7))).toBe(JSON.stringify(yard(7)));
    expect(JSON.stringify(yard(8).tracks)).not.toBe(JSON.stringify(yard(7).tracks));
  });

  it("keeps the tracks from one state to the next, and moves the cars", () => {
    const [one, two] = [yard(7, 1), yard(7, 2)];
    expect(two.tracks).toEqual(one.tracks);
    expect(two.cars.map((car) => car.position)).not.toEqual(one.cars.map((car) => car.position));
  });

  it("stands no car on another, and none beyond the clear part of its track", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1e6 }),
        fc.double({ min: 0.1, max: 1, noNaN: true }),
        (seed, full) => {
          const { tracks, cars } = yard(seed, 3, full);
          for (const track of tracks) {
            const own = cars.filter((car) => car.track === track.id).sort((a, b) => a.position - b.position);
            let taken = track.from;
            for (const { position, type } of own) {
              expect(position - type.overCouplers / 2).toBeGreaterThanOrEqual(taken - 1e-6);
              taken = position + type.overCouplers / 2;
            }
            expect(taken).toBeLessThanOrEqual(track.to + 1e-6);
          }
          expect(tracks.reduce((sum, { id }) => sum + cars.filter((car) => car.track === id).length, 0)).toBe(
            cars.length,
          );
        },
      ),
      { numRuns: 12 },
    );
  });

  it("gives every car a listed type of the yard's gauge, its outline as long as its body", () => {
    for (const gauge of ["1520", "1435"] as const) {
      const { cars } = drawScene({ gauge, occupancy: 1, widthMetres: 300, heightMetres: 300 }, 11);
      expect(cars.length).toBeGreaterThan(5);
      for (const { type, outline } of cars) {
        expect(carTypes).toContain(type);
        expect(type.gauge).toBe(gauge);
        const [a, b, c] = outline;
        if (a === undefined || b === undefined || c === undefined)
          throw new Error("an outline has four corners");
        expect(Math.hypot(a[0] - b[0], a[1] - b[1])).toBeCloseTo(type.body, 6);
        expect(Math.hypot(c[0] - b[0], c[1] - b[1])).toBeCloseTo(type.width, 6);
      }
    }
  });

  it("draws sets of bodies with a visible gap between them, and each body as a car", () => {
    const cars = [1, 2, 3, 4, 5, 6, 7, 8].flatMap(
      (seed) => drawScene({ gauge: "1435", occupancy: 1, widthMetres: 300, heightMetres: 300 }, seed).cars,
    );
    const joined = cars.flatMap((car, i) => {
      const next = cars[i + 1];
      return car.joined.ahead && next !== undefined ? [[car, next] as const] : [];
    });
    expect(joined.length).toBeGreaterThan(3);
    for (const [car, next] of joined) {
      expect(next.track).toBe(car.track);
      expect(next.joined.behind).toBe(true);
      const gap = next.position - car.position - (car.type.body + next.type.body) / 2;
      expect(gap).toBeGreaterThanOrEqual(0.5);
      expect(gap).toBeLessThanOrEqual(1.01);
    }
  });

  it("loads containers side by side on the deck, and leaves places of some decks free", () => {
    const loaded = [1, 2, 3, 4, 5, 6]
      .flatMap(
        (seed) => drawScene({ gauge: "1435", occupancy: 1, widthMetres: 300, heightMetres: 300 }, seed).cars,
      )
      .filter((car) => car.load === "containers");
    let roomy = 0;
    for (const { containers, type } of loaded) {
      let [end, free] = [-type.body / 2 - 0.4, type.body];
      for (const { size, offset } of containers) {
        const { length } = containerSizes[size];
        expect(offset - length / 2).toBeGreaterThanOrEqual(end - 1e-6);
        end = offset + length / 2;
        free -= length;
      }
      expect(end).toBeLessThanOrEqual(type.body / 2 + 0.4);
      if (free > 6) roomy++;
    }
    expect(roomy).toBeGreaterThan(0);
    expect(roomy).toBeLessThan(loaded.length / 2);
  });

  it("gives western stock of 1435 mm half the weight in each kind that both have", () => {
    for (const kind of new Set(carTypes.map((type) => type.kind))) {
      const sum = (western: boolean): number =>
        carTypes
          .filter((type) => type.kind === kind && type.gauge === "1435")
          .filter((type) => westernRows.some(([name]) => name === type.name) === western)
          .reduce((total, type) => total + type.weight, 0);
      if (kind !== "maintenance") expect(sum(true) / sum(false)).toBeCloseTo(1, 6);
    }
  });

  it("leaves a yard empty when asked to, and fills it when asked to", () => {
    expect(yard(5, 1, 0).cars).toHaveLength(0);
    const share = (full: number): number => {
      const scenes = [1, 2, 3, 4, 5, 6].map((seed) => yard(seed, 1, full));
      const taken = scenes.flatMap(({ cars }) => cars).reduce((sum, { type }) => sum + type.overCouplers, 0);
      const track = scenes.flatMap(({ tracks }) => tracks).reduce((sum, { from, to }) => sum + to - from, 0);
      return taken / track;
    };
    const [few, many] = [share(0.2), share(0.9)];
    expect(few).toBeLessThan(many * 0.6);
    expect(many).toBeGreaterThan(0.35);
  });

  it("draws ports and open water with ships of the lengths and beams of ships", () => {
    for (const kind of ["port", "open-water"] as const) {
      const ships = [1, 2, 3, 4].flatMap(
        (seed) => drawScene({ kind, occupancy: 1, widthMetres: 800, heightMetres: 800 }, seed).ships,
      );
      expect(ships.length).toBeGreaterThan(4);
      for (const one of ships) {
        if (one.kind === "boat") expect(one.length).toBeLessThan(25);
        else {
          expect(one.length).toBeGreaterThanOrEqual(60);
          expect(one.length).toBeLessThanOrEqual(220);
          expect(one.length / one.beam).toBeGreaterThan(5.5);
        }
      }
    }
  });

  it("refuses unknown options and values out of bounds, all of them at once", () => {
    const refused = (options: object): readonly string[] => {
      try {
        drawScene(options, 1);
      } catch (error) {
        if (error instanceof InputError) return error.faults.map((fault) => fault.field);
      }
      return [];
    };
    expect(refused({ colour: "red", widthMetres: 59, occupancy: 1.01 })).toEqual([
      "colour",
      "widthMetres",
      "occupancy",
    ]);
    expect(refused({ anchor: [181, 0] })).toEqual(["anchor"]);
    expect(refused({ kind: "airport" })).toEqual(["kind"]);
    expect(refused({ state: 1.5 })).toEqual(["state"]);
    expect(refused({ tracks: Number.NaN })).toEqual(["tracks"]);
  });
});
