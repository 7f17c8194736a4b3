import { diceOf } from "../../src/sites/simulated/dice.ts";
import type { Capture } from "../../src/sites/simulated/capture.ts";
import { countOf } from "../../src/sites/tracks/count-of.ts";
import type { PictureReading } from "../../src/sites/tracks/picture-reading.ts";
import { storedCountOf, type StoredCount } from "../../src/sites/tracks/turnover/stored-count.ts";
import { turnoverOf } from "../../src/sites/tracks/turnover/turnover.ts";
import type { OpenReader } from "../../src/system/tracks/open-reader.ts";
import { readTracks } from "../../src/system/tracks/read-tracks.ts";
import type { Bench, Figure } from "../figure.ts";
import { figuresOf, judgeTurnover, together, type Judged, type TrueStanding } from "./judge-turnover.ts";
import { drawnFrom, openYard } from "./simulated-yard.ts";
import { turnedYard } from "./turned-yard.ts";

const gsdMetres = 0.5;
/** Yards that constants were set on, and those that are reported. */
export const turnedSeeds = { set: 1, report: 3001 } as const;
/** Error of a line-up with the reference, standard deviation in metres east and north. */
const lineUpSdMetres = 1;

/** Turnover through pixels: yards drawn and taken on two days, counted by the network along lines that are off by a line-up's error. */
export async function benchTurnedPictures(
  reader: OpenReader,
  { quick, note }: Pick<Bench, "quick" | "note">,
  first: number = turnedSeeds.report,
): Promise<Figure[]> {
  const judged: Judged[] = [];
  for (let seed = first; seed < first + (quick ? 4 : 30); seed++) {
    const one = await turnedPicture(reader, seed);
    note(
      `turned yard ${seed}: ${one.held} of ${one.intervals} intervals hold, ${one.right} of ${one.named} fates right`,
    );
    judged.push(one);
  }
  // Four yards are too few for a promise.
  return figuresOf("turnover-pixels", together(judged), {
    hold: quick ? null : ">=85",
    right: null,
    rightOfTrains: quick ? null : ">=90",
  });
}

async function turnedPicture(reader: OpenReader, seed: number): Promise<Judged> {
  const yard = turnedYard(seed);
  const before = await countedLook(reader, yard.before, `${seed} before`);
  const after = await countedLook(reader, yard.after, `${seed} after`);
  return judgeTurnover(turnoverOf(before.stored, after.stored, seed), {
    before: before.standing,
    after: after.standing,
    hidden: new Set(
      [...before.standing, ...after.standing]
        .filter((car) => car.hidden || unseen(before.stored, car) || unseen(after.stored, car))
        .map(({ id }) => id),
    ),
  });
}

interface CountedLook {
  readonly stored: StoredCount;
  readonly standing: readonly (TrueStanding & { readonly hidden: boolean })[];
}

async function countedLook({ model, pool }: OpenReader, taken: Capture, name: string): Promise<CountedLook> {
  const drawn = await drawnFrom(taken);
  const yard = await openYard(drawn, gsdMetres);
  const dice = diceOf(name, "line-up");
  const [east, north] = [lineUpSdMetres * dice.normal(), lineUpSdMetres * dice.normal()];
  const { tracks } = await readTracks({
    picture: yard.picture,
    frame: yard.frame,
    lines: yard.lines.map((line) => ({
      ...line,
      points: line.points.map(([x, y]) => [x + east, y + north] as const),
    })),
    sampleDistanceMetres: gsdMetres,
    sun: null,
    view: null,
    pool,
  });
  await yard.picture.close();
  const reading: PictureReading = {
    format: "yardwatch-reading/1",
    pictureSha256: "",
    width: taken.raster.width,
    height: taken.raster.height,
    georeference: null,
    lineUp: null,
    simulated: true,
    sampleDistanceMetres: gsdMetres,
    model: { name: model.manifest.name, version: model.manifest.version, sha256: "" },
    decoder: model.manifest.decoder,
    errorTerms: model.manifest.errorTerms,
    canary: null,
    damaged: [],
    hiddenShares: {},
    remarks: [],
    tracks,
  };
  return {
    stored: storedCountOf(
      { lookId: name, siteId: "yard", takenAt: null, lineUpSdMetres },
      countOf(reading),
      reading,
    ),
    standing: [...yard.standing].flatMap(([trackId, cars]) =>
      cars.map(({ car, fromMetres, toMetres }) => ({
        id: car.id,
        trackId,
        fromMetres,
        toMetres,
        hidden: car.hiddenShare >= 0.5,
      })),
    ),
  };
}

/** Whether a look says itself that it did not see a car's place. */
const unseen = ({ hidden }: StoredCount, { trackId, fromMetres, toMetres }: TrueStanding): boolean =>
  (hidden[trackId] ?? []).some(([from, to]) => Math.min(to, toMetres) - Math.max(from, fromMetres) > 1);
