import { randomCapture } from "../../src/sites/simulated/random-options.ts";
import { countPicture } from "../../src/sites/tracks/interval/count-picture.ts";
import { coverageOf, fitErrorTerms, type KnownPicture } from "../../src/sites/tracks/interval/calibration.ts";
import {
  convolved,
  noCars,
  type CountDistribution,
} from "../../src/sites/tracks/decoding/count-distribution.ts";
import type { CountedPicture } from "../../src/sites/tracks/counted.ts";
import type { ErrorTerms } from "../../src/sites/tracks/error-terms.ts";
import type { Model } from "../../src/system/models/manifest.ts";
import type { ReaderPool } from "../../src/system/models/reader-pool.ts";
import { readTracks, type TracksToRead } from "../../src/system/tracks/read-tracks.ts";
import type { Bench, Figure } from "../figure.ts";
import { breakdownOf, type BrokenDown } from "./breakdown.ts";
import { drawnYard, openYard, type DrawnYard, type StandingOn } from "./simulated-yard.ts";

/** Sample distances in metres of the exam, with the promised mean absolute error in percent. */
const distances = [
  { gsd: 0.3, error: 2 },
  { gsd: 0.5, error: 2 },
  { gsd: 1, error: 5 },
  { gsd: 3, error: 15 },
] as const;
/** Seeds of pictures that were neither trained nor fitted on, and of those that the error terms are fitted on. */
export const seeds = { exam: 900_000, fit: 800_000 } as const;

/** One picture of the exam with what was found. */
interface Row {
  readonly seed: number;
  readonly truth: number;
  /** Cars whose greater part a roof or a bridge hides: no picture shows them. */
  readonly hidden: number;
  readonly counted: CountedPicture;
  readonly known: KnownPicture;
  readonly kinds: Tally;
  readonly covers: Tally;
  readonly tarps: Confusion;
  /** Cars under tarps that stand there. */
  readonly tarped: number;
}
interface Tally {
  readonly right: number;
  readonly told: number;
  readonly all: number;
}
/** Tarps and closed roofs among cars that were matched: told as themselves, as the other, as neither. */
type Confusion = Readonly<
  Record<"tarp" | "closed", readonly [right: number, other: number, neither: number]>
>;

/** What is known of sun and view. */
export type Light = Pick<TracksToRead, "sun" | "view">;
/** Sun and view are known of every second picture: catalogues state them, pictures from elsewhere do not. */
const lightOf =
  (gsdMetres: number) =>
  (seed: number): Light => {
    if (seed % 2 === 1) return { sun: null, view: null };
    const { sunAzimuth, sunElevation, viewAzimuth, offNadir } = randomCapture(seed, { gsdMetres });
    return {
      sun: { azimuthDegrees: sunAzimuth, elevationDegrees: sunElevation },
      view: { azimuthDegrees: viewAzimuth, offNadirDegrees: offNadir },
    };
  };

/** Draws a yard, or takes one that was drawn before. */
export type Draw = (seed: number, gsdMetres: number) => Promise<DrawnYard>;

/** Counts simulated yards and holds them against their truth. */
export async function sitExam(
  model: Model,
  pool: ReaderPool,
  asked: {
    readonly gsd: number;
    readonly first: number;
    readonly pictures: number;
    readonly errorTerms: readonly ErrorTerms[];
    readonly light: (seed: number) => Light;
  },
  draw: Draw = drawnYard,
): Promise<Row[]> {
  const rows: Row[] = [];
  for (let seed = asked.first; seed < asked.first + asked.pictures; seed++) {
    const yard = await openYard(await draw(seed, asked.gsd), asked.gsd);
    if (yard.lines.length === 0) continue;
    const { tracks } = await readTracks({
      picture: yard.picture,
      frame: yard.frame,
      lines: yard.lines,
      sampleDistanceMetres: asked.gsd,
      ...asked.light(seed),
      pool,
    });
    await yard.picture.close();
    const counted = countPicture(
      tracks.map((t) => t.reading),
      { sampleDistanceMetres: asked.gsd, decoder: model.manifest.decoder, errorTerms: asked.errorTerms },
    );
    const all = [...yard.standing.values()].flat();
    const seen = all.filter(({ car }) => car.hiddenShare < 0.5);
    const emptyMetres = counted.tracks.reduce(
      (sum, t) => sum + Math.max(0, t.seenMetres - t.occupiedMetres),
      0,
    );
    const found = counted.tracks.reduce<CountDistribution>(
      (sum, t) => convolved(sum, t.distribution),
      noCars,
    );
    rows.push({
      seed,
      truth: seen.length,
      hidden: all.length - seen.length,
      counted,
      tarped: seen.filter(({ car }) => car.load === "tarp").length,
      known: { truth: seen.length, found, emptyKilometres: emptyMetres / 1000 },
      ...looksOf(counted, yard.standing),
    });
  }
  return rows;
}

const trueKind = ({ car }: StandingOn): string =>
  car.kind === "gondola"
    ? "open"
    : car.kind === "hopper"
      ? "covered-hopper"
      : car.kind === "container-flat"
        ? car.load === "containers"
          ? "flat-with-containers"
          : "flat"
        : car.kind;
const trueCover = ({ car: { load } }: StandingOn): string =>
  load === "tarp" ? "tarp" : load === "closed" ? "closed" : load === "empty" ? "open-empty" : "open-loaded";

/** Kinds and covers of the cars that were found where a car stands: more than half of the longer one in common. */
function looksOf(
  { tracks }: CountedPicture,
  standing: ReadonlyMap<string, readonly StandingOn[]>,
): Pick<Row, "kinds" | "covers" | "tarps"> {
  const kinds = { right: 0, told: 0, all: 0 };
  const covers = { right: 0, told: 0, all: 0 };
  const tarps: Record<"tarp" | "closed", [number, number, number]> = { tarp: [0, 0, 0], closed: [0, 0, 0] };
  for (const { trackId, cars } of tracks)
    for (const found of cars) {
      const match = standing.get(trackId)?.find((s) => {
        const common = Math.min(s.toMetres, found.toMetres) - Math.max(s.fromMetres, found.fromMetres);
        return common > 0.5 * Math.max(s.toMetres - s.fromMetres, found.toMetres - found.fromMetres);
      });
      if (match === undefined) continue;
      kinds.all++;
      if (found.kind !== null) kinds.told++;
      if (found.kind === trueKind(match)) kinds.right++;
      const cover = trueCover(match);
      covers.all++;
      if (found.cover !== "cannot-tell") covers.told++;
      if (found.cover === cover) covers.right++;
      if (cover === "tarp" || cover === "closed") {
        const other = cover === "tarp" ? "closed" : "tarp";
        tarps[cover][found.cover === cover ? 0 : found.cover === other ? 1 : 2]++;
      }
    }
  return { kinds, covers, tarps };
}

/** Mean absolute error in percent of the cars that stand there, over all pictures together. */
export function meanAbsoluteError(rows: readonly Row[]): number {
  const off = rows.reduce((sum, r) => sum + Math.abs((r.counted.total?.best ?? 0) - r.truth), 0);
  return (
    (100 * off) /
    Math.max(
      1,
      rows.reduce((sum, r) => sum + r.truth, 0),
    )
  );
}

function withoutWorst(rows: readonly Row[]): readonly Row[] {
  const off = (r: Row): number => Math.abs((r.counted.total?.best ?? 0) - r.truth);
  return rows.toSorted((a, b) => off(a) - off(b)).slice(0, -1);
}

/** Pictures of a sample distance. */
const pictures = 40;

/** Error terms for the manifest, one row a sample distance, fitted on yards apart from those of the exam. */
export async function fitTerms(
  model: Model,
  pool: ReaderPool,
  note: Bench["note"],
  draw: Draw = drawnYard,
): Promise<readonly ErrorTerms[]> {
  const terms: ErrorTerms[] = [];
  for (const { gsd } of distances) {
    const asked = { gsd, first: seeds.fit, pictures, errorTerms: [], light: lightOf(gsd) };
    const rows = await sitExam(model, pool, asked, draw);
    const fitted = fitErrorTerms(
      rows.map((r) => r.known),
      { upToMetres: upTo(gsd), real: false },
    );
    note(`${gsd} m: fitted ${JSON.stringify(fitted)} on ${rows.length} pictures`);
    terms.push(fitted);
  }
  return terms;
}

/** The whole exam, with the manifest's error terms, on pictures that those were not fitted on. */
export async function examine(
  model: Model,
  pool: ReaderPool,
  { quick, note }: Pick<Bench, "quick" | "note">,
  draw: Draw = drawnYard,
): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  const fine: BrokenDown[] = [];
  const terms = model.manifest.errorTerms;
  for (const { gsd, error } of distances) {
    const rows = await sitExam(
      model,
      pool,
      { gsd, first: seeds.exam, pictures: quick ? 4 : pictures, errorTerms: terms, light: lightOf(gsd) },
      draw,
    );
    const mae = meanAbsoluteError(rows);
    const row = terms.find((t) => gsd <= t.upToMetres) ?? { bias: 0, sharedSd: 0, falsePerKilometre: 0 };
    const coverage = coverageOf(
      rows.map((r) => r.known),
      row,
    );
    const cars = rows.reduce((sum, r) => sum + r.truth, 0);
    const signed = rows.reduce((sum, r) => sum + (r.counted.total?.best ?? 0) - r.truth, 0);
    const wide = rows.reduce(
      (sum, r) => sum + ((r.counted.total?.high ?? 0) - (r.counted.total?.low ?? 0)),
      0,
    );
    if (gsd <= 0.5)
      fine.push(
        ...rows.map(({ seed, truth, counted, tarped }) => ({
          seed,
          gsd,
          truth,
          best: counted.total?.best ?? 0,
          tarps: tarped,
        })),
      );
    const partial = rows.filter((r) => r.counted.outcome === "partial").length;
    note(
      `${gsd} m: ${rows.length} yards, ${cars} cars, error ${mae.toFixed(1)} % (net ${((100 * signed) / Math.max(1, cars)).toFixed(1)} %), 90 % held ${coverage.held} of ${coverage.pictures} (${(100 * coverage.low).toFixed(0)} to ${(100 * coverage.high).toFixed(0)} %), mean width ${((100 * wide) / Math.max(1, cars)).toFixed(1)} %, ${partial} partial`,
    );
    for (const r of rows)
      note(
        `  ${gsd} m seed ${r.seed}: ${r.truth} stand (${r.hidden} more hidden), found ${r.counted.total?.best ?? "-"} (${r.counted.total?.low ?? "-"} to ${r.counted.total?.high ?? "-"}) ${r.counted.outcome}`,
      );
    for (const known of [true, false]) {
      const some = rows.filter((r) => (r.seed % 2 === 0) === known);
      note(
        `${gsd} m, sun and view ${known ? "known" : "not known"}: error ${meanAbsoluteError(some).toFixed(1)} %, ${some.length} yards; without the worst yard ${meanAbsoluteError(withoutWorst(some)).toFixed(1)} %`,
      );
    }
    const name = String(gsd).replace(".", "");
    figures.push({ name: `railcars-error-${name}m`, value: mae, unit: "%", goal: `<=${error}` });
    figures.push({ name: `railcars-held-${name}m`, value: 100 * coverage.share, unit: "%", goal: ">=85" });
    if (gsd === 0.5) {
      const share = (of: "kinds" | "covers"): number =>
        (100 * rows.reduce((sum, r) => sum + r[of].right, 0)) /
        Math.max(
          1,
          rows.reduce((sum, r) => sum + r[of].all, 0),
        );
      figures.push({ name: "railcars-kinds-right", value: share("kinds"), unit: "%", goal: ">=85" });
      figures.push({ name: "railcars-covers-right", value: share("covers"), unit: "%", goal: ">=85" });
      const covers = rows.map((r) => r.covers);
      const [right, told, all] = (["right", "told", "all"] as const).map((of) =>
        covers.reduce((sum, c) => sum + c[of], 0),
      );
      figures.push({
        name: "railcars-covers-told",
        value: (100 * (told ?? 0)) / Math.max(1, all ?? 0),
        unit: "%",
        goal: null,
      });
      figures.push({
        name: "railcars-covers-right-of-told",
        value: (100 * (right ?? 0)) / Math.max(1, told ?? 0),
        unit: "%",
        goal: null,
      });
      for (const cover of ["tarp", "closed"] as const) {
        const [right, other, neither] = [0, 1, 2].map((i) =>
          rows.reduce((sum, r) => sum + (r.tarps[cover][i] ?? 0), 0),
        );
        note(
          `${cover}: ${right} told as such, ${other} as ${cover === "tarp" ? "closed roof" : "tarp"}, ${neither} as neither`,
        );
      }
    }
  }
  for (const line of breakdownOf(fine)) note(`0.3 and 0.5 m, ${line}`);
  return figures;
}

/** Up to which sample distance the terms of an exam hold: halfway to the next, and beyond the last as far as cars are counted. */
function upTo(gsd: number): number {
  const next = distances.find((d) => d.gsd > gsd)?.gsd;
  return next === undefined ? 4 : Math.sqrt(gsd * next);
}
