import { tangentPlane } from "../../sites/tracks/strips/tangent-plane.ts";
import type { Mark, MarkState } from "../../sites/counting/mark.ts";
import { carCovers, carKinds, type CarCover, type CarKind } from "../../sites/tracks/reading.ts";
import { stringGapMetres } from "../../sites/tracks/turnover/prints-of.ts";
import type { PrintCar, TrainPrint } from "../../sites/tracks/turnover/train-print.ts";

/** Kinds that people mark, as the kinds that trains are compared by. */
const kindOf: Readonly<Record<string, CarKind>> = {
  boxcar: "box",
  "open-car": "open",
  "ore-car": "open",
  "tank-car": "tank",
  "flat-car": "flat",
  "hopper-car": "covered-hopper",
  locomotive: "locomotive",
  "passenger-car": "passenger",
  "maintenance-car": "maintenance",
};
/** That a person who names a kind is right. */
const kindRight = 0.85;
const coverRight = 0.8;
/** Error of a body's length as drawn by hand, in metres, and of one of several cars under one mark. */
const drawnSdMetres = 1;
const sharedSdMetres = 2.5;
const leftOut: readonly MarkState[] = ["rejected", "hidden"];

/**
 * Strings of cars out of marks that people made, one string where gaps stay under 3 m, in the order along their track. Marks of pixels need
 * metres a pixel. Colours are not measured: kinds, lengths and covers are all that is compared.
 * @param metresPerPixel for marks in pixels; null leaves them out
 */
export function printsOfMarks(marks: readonly Mark[], metresPerPixel: number | null): TrainPrint[] {
  const rail = marks.filter(
    (m) =>
      (m.kind === "railcar" || Object.hasOwn(kindOf, m.kind)) &&
      !leftOut.includes(m.state) &&
      m.outline.length > 3,
  );
  const tracks = Map.groupBy(rail, (m) => m.trackId ?? m.areaId ?? "no-track");
  return [...tracks]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([trackId, own]) => stringsOf(trackId, own, metresPerPixel));
}

interface Placed {
  readonly mark: Mark;
  readonly fromMetres: number;
  readonly toMetres: number;
}

function stringsOf(trackId: string, marks: readonly Mark[], metresPerPixel: number | null): TrainPrint[] {
  const origin = marks.find((m) => !m.inPixels)?.outline[0];
  const plane = origin === undefined ? null : tangentPlane(origin);
  const inMetres = marks.flatMap((mark) => {
    const toMetres = mark.inPixels
      ? metresPerPixel === null
        ? null
        : ([c, r]: readonly [number, number]) => [c * metresPerPixel, -r * metresPerPixel] as const
      : (plane?.toGround ?? null);
    return toMetres === null ? [] : [{ mark, ring: mark.outline.slice(1).map(toMetres) }];
  });
  const axis = longestAxis(inMetres.flatMap(({ ring }) => ring.map(([x, y]) => [x, y] as const)));
  const placed = inMetres
    .map(({ mark, ring }): Placed => {
      const along = ring.map(([x, y]) => x * axis[0] + y * axis[1]);
      return { mark, fromMetres: Math.min(...along), toMetres: Math.max(...along) };
    })
    .toSorted((a, b) => a.fromMetres + a.toMetres - b.fromMetres - b.toMetres);
  const strings: Placed[][] = [];
  let end = Number.NEGATIVE_INFINITY;
  for (const car of placed) {
    if (car.fromMetres - end > stringGapMetres) strings.push([]);
    strings.at(-1)?.push(car);
    end = Math.max(end, car.toMetres);
  }
  const start = placed[0]?.fromMetres ?? 0;
  return strings.map((string, i): TrainPrint => {
    const cars = string.flatMap((car) => carsOf(car, start));
    return {
      trackId,
      number: i + 1,
      fromMetres: cars[0]?.fromMetres ?? 0,
      toMetres: cars.at(-1)?.toMetres ?? 0,
      cars,
      gapsMetres: cars.slice(1).map((car, k) => car.fromMetres - (cars[k]?.toMetres ?? car.fromMetres)),
      endsCut: [false, false],
    };
  });
}

/** The cars of one mark: one, or as many as it stands for, of like length. */
function carsOf({ mark, fromMetres, toMetres }: Placed, start: number): PrintCar[] {
  const number = Math.max(1, Math.round(mark.number));
  const lengthMetres = (toMetres - fromMetres) / number;
  const kind = kindOf[mark.kind] ?? null;
  const cover = carCovers.find((c): c is CarCover => c === mark.cover) ?? "cannot-tell";
  return Array.from({ length: number }, (_, i) => ({
    fromMetres: fromMetres - start + i * lengthMetres,
    toMetres: fromMetres - start + (i + 1) * lengthMetres,
    probability: mark.state === "unsure" ? Math.min(mark.probability, 0.5) : mark.probability,
    lengthMetres,
    lengthSdMetres: number === 1 ? drawnSdMetres : sharedSdMetres,
    kinds:
      kind === null
        ? null
        : carKinds.map((k) => (k === kind ? kindRight : (1 - kindRight) / (carKinds.length - 1))),
    kind,
    cover,
    coverProbability: cover === "cannot-tell" ? 0 : coverRight,
    tone: null,
    toneSpread: 0,
    cut: false,
  }));
}

/** Direction in which places lie furthest apart: the larger axis of their scatter. It points east, or north where it lies north and south. */
function longestAxis(points: readonly (readonly [number, number])[]): readonly [number, number] {
  const mean = (k: 0 | 1): number => points.reduce((sum, p) => sum + p[k], 0) / Math.max(1, points.length);
  const [mx, my] = [mean(0), mean(1)];
  let [xx, xy, yy] = [0, 0, 0];
  for (const [x, y] of points) {
    xx += (x - mx) ** 2;
    xy += (x - mx) * (y - my);
    yy += (y - my) ** 2;
  }
  const angle = Math.atan2(2 * xy, xx - yy) / 2;
  return [Math.cos(angle), Math.sin(angle)];
}
