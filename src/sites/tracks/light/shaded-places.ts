import { placeMetres, stripStepMetres, type StripPlan } from "../strip.ts";

/** One strip with what the network says of its places. */
export interface ShadeStrip {
  readonly plan: Pick<StripPlan, "columns" | "centres" | "across" | "along">;
  /** Probability of each place to be under a car. */
  readonly car: Float32Array;
}

/** Heights of a body in metres whose shadow is looked for, from the lowest wall to a roof. */
const heights = [1.5, 2.5, 3.5, 4.5] as const;
/** Half the width of a body, in metres. */
const halfBody = 1.6;
/** A place under a car, as surely as this, throws a shadow. */
const sure = 0.5;
/** Metres to both sides of a line that must lie in shadow for its place to be shaded. */
const probes = [-0.8, 0, 0.8] as const;
const columnsOfPlace = placeMetres / stripStepMetres;

/**
 * Places that lie in the shadow of cars on another track: each metre of height of a body moves its shadow by `shadow` metres east and north. One byte a place for each strip.
 * Only ground is meant: the roof of a car that stands there is as high as what throws the shadow, and lies in the sun.
 */
export function shadedPlaces(
  strips: readonly ShadeStrip[],
  shadow: { readonly east: number; readonly north: number },
): Uint8Array[] {
  const bodies = bodyGrid(strips);
  return strips.map(({ plan }, own) => {
    const shaded = new Uint8Array(plan.columns / columnsOfPlace);
    for (let place = 0; place < shaded.length; place++) {
      const c = place * columnsOfPlace + 1;
      const toPixels = pixelsOf(plan, c);
      const [x, y] = [plan.centres[2 * c] ?? Number.NaN, plan.centres[2 * c + 1] ?? Number.NaN];
      const [dx, dy] = toPixels(shadow.east, shadow.north);
      const [rx, ry] = [plan.across[2 * c] ?? 0, plan.across[2 * c + 1] ?? 0];
      const inShade = (side: number): boolean =>
        heights.some((height) => bodies(x + side * rx - height * dx, y + side * ry - height * dy, own));
      if (probes.every(inShade)) shaded[place] = 1;
    }
    return shaded;
  });
}

/** A vector on the ground, east and north in metres, as pixels at a column of a plan. */
function pixelsOf(
  { columns, centres, across, along }: ShadeStrip["plan"],
  c: number,
): (east: number, north: number) => readonly [number, number] {
  const [a, b] = [Math.max(0, c - 4), Math.min(columns - 1, c + 4)];
  const metres = Math.max(1, b - a) * stripStepMetres;
  const ahead = [0, 1].map((axis) => ((centres[2 * b + axis] ?? 0) - (centres[2 * a + axis] ?? 0)) / metres);
  const [e, n] = [along[2 * c] ?? 1, along[2 * c + 1] ?? 0];
  const [rx, ry] = [across[2 * c] ?? 0, across[2 * c + 1] ?? 0];
  return (east, north) => {
    const [forward, right] = [east * e + north * n, east * n - north * e];
    return [forward * (ahead[0] ?? 0) + right * rx, forward * (ahead[1] ?? 0) + right * ry];
  };
}

/** Says whether a pixel lies under a body of another strip: bodies are kept by cells of some metres. */
function bodyGrid(strips: readonly ShadeStrip[]): (x: number, y: number, own: number) => boolean {
  const [first] = strips;
  const perMetre =
    first === undefined ? 1 : Math.hypot(first.plan.across[0] ?? 1, first.plan.across[1] ?? 0) || 1;
  const cell = 4 * perMetre;
  const cells = new Map<string, { readonly x: number; readonly y: number; readonly strip: number }[]>();
  for (const [strip, { plan, car }] of strips.entries())
    for (let place = 0; place < car.length; place++) {
      if ((car[place] ?? 0) < sure) continue;
      const c = place * columnsOfPlace + 1;
      const [x, y] = [plan.centres[2 * c] ?? Number.NaN, plan.centres[2 * c + 1] ?? Number.NaN];
      const key = `${Math.floor(x / cell)} ${Math.floor(y / cell)}`;
      const list = cells.get(key) ?? [];
      list.push({ x, y, strip });
      cells.set(key, list);
    }
  const reach = (halfBody * perMetre) ** 2;
  return (x, y, own) => {
    const [i, j] = [Math.floor(x / cell), Math.floor(y / cell)];
    for (let di = -1; di <= 1; di++)
      for (let dj = -1; dj <= 1; dj++)
        for (const body of cells.get(`${i + di} ${j + dj}`) ?? [])
          if (body.strip !== own && (body.x - x) ** 2 + (body.y - y) ** 2 <= reach) return true;
    return false;
  };
}
