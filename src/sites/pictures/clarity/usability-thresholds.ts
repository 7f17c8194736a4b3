import type { Kind } from "../../counting/kind.ts";

/**
 * What a look at a kind of thing needs, and why. Lengths in metres.
 * `counted`: coarsest sample distance at which the kind can be counted or measured in full; `seen`: coarsest at which anything can be said of it.
 */
export interface Needs {
  readonly counted: number;
  readonly seen: number;
  /** Least elevation of the sun in degrees; null: light does not matter. */
  readonly sunDegrees: number | null;
  /** Whether it is looked for by night, so that darkness is no fault. */
  readonly night: boolean;
  readonly reason: string;
}

const cars: Needs = {
  counted: 1,
  seen: 3.5,
  sunDegrees: 10,
  night: false,
  reason: "the gap between coupled cars is 1.1 m: two pixels at 0.5 m, half a pixel at 3 m",
};
const typed: Needs = {
  counted: 0.6,
  seen: 1.2,
  sunDegrees: 10,
  night: false,
  reason: "a car's type is read from its roof and load, which 3.2 m of width show at 0.5 m",
};
const strings: Needs = {
  counted: 3.5,
  seen: 5,
  sunDegrees: 8,
  night: false,
  reason: "a string of cars is 3.2 m wide: one pixel at 3 m",
};
const boxes: Needs = {
  counted: 0.6,
  seen: 1.2,
  sunDegrees: 15,
  night: false,
  reason: "a container is 2.4 m wide: five pixels at 0.5 m",
};
const stacks: Needs = {
  counted: 3.5,
  seen: 5,
  sunDegrees: 10,
  night: false,
  reason: "a stack is measured by its length, to about a pixel of 3 m at either end",
};
const ships: Needs = {
  counted: 10.5,
  seen: 12,
  sunDegrees: 5,
  night: false,
  reason: "a ship of 100 m is ten pixels long at 10 m; below 50 m it is not told from its wake",
};
const works: Needs = {
  counted: 3.5,
  seen: 10.5,
  sunDegrees: 8,
  night: false,
  reason: "buildings of 10 m are three pixels at 3 m; only large ones show at 10 m",
};
const lights: Needs = {
  counted: 1000,
  seen: 1000,
  sunDegrees: null,
  night: true,
  reason: "night lights are looked for at 460 m",
};

/** The needs of every kind. The lengths that the reasons name are those of docs/method/clarity.md. */
export const needsOf: Readonly<Record<Kind, Needs>> = {
  railcar: cars,
  boxcar: typed,
  "open-car": typed,
  "hopper-car": typed,
  "ore-car": typed,
  "tank-car": typed,
  "flat-car": typed,
  "passenger-car": typed,
  "maintenance-car": typed,
  locomotive: typed,
  train: strings,
  "rail-cargo": strings,
  "yard-cargo": strings,
  "rail-traffic": strings,
  container: boxes,
  "container-stack": stacks,
  ship: ships,
  "ship-call": ships,
  "sea-trip": ships,
  structure: works,
  "ground-works": works,
  "night-light": lights,
};

/**
 * Shares of the area that may be lost. Above `partial` a look is partial, from `notSeen` on it is not-seen. A tenth: the spread of hand counts is a tenth too, so that less loss does not
 * show; the uncertainty of the judgement is taken off it, but for `partialFloor`, since a judgement that finds next to no loss errs towards too much, not too little. Nine tenths: what is left is too small to say anything of the area. Shadow, haze and snow leave things visible, with less contrast, so they make a look partial, never not-seen.
 */
export const lossLimits = { partial: 0.1, partialFloor: 0.05, notSeen: 0.9, veiledPartial: 0.3 } as const;

/** Above this the sides of things hide what stands behind them: a car of 4 m leans over 3 m of its neighbour's track at 37 degrees; suppliers flag pictures beyond 30. */
export const mostOffNadirDegrees = 35;
/** A place that is off by more than half the usual distance of 5 m between tracks may be counted on the wrong one; by more than 50 m it is another area. */
export const georeferenceLimitsMetres = { partial: 2.5, notSeen: 50 } as const;
