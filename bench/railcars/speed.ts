import { spawnSync } from "node:child_process";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { mappingOf } from "../../src/sites/pictures/georeference/mapping.ts";
import type { Picture } from "../../src/sites/pictures/picture.ts";
import { stripRows, stripStepMetres, placeMetres } from "../../src/sites/tracks/strip.ts";
import { groundFrame } from "../../src/sites/tracks/strips/ground-frame.ts";
import type { GroundFrame } from "../../src/sites/tracks/track-line.ts";
import { readModel, shippedModel } from "../../src/system/models/manifest.ts";
import { openReaderPool, type ReaderPool } from "../../src/system/models/reader-pool.ts";
import { openFileSource } from "../../src/system/pictures/file-source.ts";
import { openPicture } from "../../src/system/pictures/open-picture.ts";
import { readTracks } from "../../src/system/tracks/read-tracks.ts";
import { median, type Bench, type Figure } from "../figure.ts";
import { largePicture, type LargePicture, type PixelLines } from "./large-picture.ts";
import { openMachineRate } from "./machine-rate.ts";
import { multiplicationsPerPlace } from "./multiplications.ts";

/** Strips of the slid network that are run; the time of all is in proportion. */
const slidLines = 8;

/**
 * What counting costs: a picture of 42 megapixels with 20 km of track, from the file to counts in a process of its own. In turn with it, in one process: its
 * tracks read and answered; the same network slid over the whole picture, which is cut into strips of 16 m side by side, in one
 * direction only (a network that finds tracks by itself would need them closer and in many directions: this is the least); and the rate at which
 * onnxruntime multiplies matrices on as many threads, which gives the floor of the network's own multiplications.
 */
export async function benchSpeed({ folder, quick, note }: Bench): Promise<Figure[]> {
  const made = await largePicture(folder, note);
  const runs = Array.from({ length: quick ? 2 : 5 }, () => countInProcess(made, note));
  const model = readModel();
  const threads = Math.min(2, availableParallelism());
  const pool = await openReaderPool({ model, workers: threads });
  const rate = await openMachineRate(threads);
  const picture = await openPicture(await openFileSource(made.path));
  const own: Timed[] = [];
  const slid: Timed[] = [];
  const rates: number[] = [];
  try {
    const { width, height } = picture.description;
    const apart = (stripRows * stripStepMetres) / gsdOf(picture);
    const all = Math.floor(height / apart);
    const cut = Array.from({ length: slidLines }, (_, i) => {
      const row = (Math.floor((i * all) / slidLines) + 0.5) * apart;
      return [
        [0, row],
        [width, row],
      ] as const;
    });
    for (let round = 0; round < (quick ? 3 : 6); round++) {
      const ours = await timed(picture, pool, made.lines);
      const theirs = await timed(picture, pool, cut);
      const measured = await rate.measure();
      // The first round warms up.
      if (round === 0) continue;
      own.push(ours);
      slid.push({ pixels: (theirs.pixels * all) / slidLines, network: (theirs.network * all) / slidLines });
      rates.push(measured);
      note(
        `round ${round}: pixels ${ours.pixels.toFixed(2)} s, network ${ours.network.toFixed(2)} s; slid ${slid.at(-1)?.pixels.toFixed(1)} s and ${slid.at(-1)?.network.toFixed(1)} s; matrices ${(measured / 1e9).toFixed(1)} G multiplications/s`,
      );
    }
  } finally {
    await picture.close();
    await rate.close();
    await pool.close();
  }
  const perPlace = multiplicationsPerPlace(model.network, stripRows, placeMetres / stripStepMetres);
  const needed = (perPlace * made.kilometres * 1000) / placeMetres;
  note(`${perPlace} multiplications a place, ${(needed / 1e9).toFixed(1)} G in all`);
  const ratio = (of: (own: Timed, i: number) => number): number => median(own.map(of));
  const seconds = median(runs.map((run) => run.wholeMs)) / 1000;
  const both = (t: Timed | undefined): number => (t === undefined ? Number.NaN : t.pixels + t.network);
  return [
    { name: "railcars-40mpx-20km", value: seconds, unit: "s", goal: "<=3" },
    { name: "railcars-memory", value: Math.max(...runs.map((r) => r.megabytes)), unit: "MB", goal: "<=500" },
    { name: "railcars-over-slid", value: ratio((t, i) => both(slid[i]) / both(t)), unit: "x", goal: ">=15" },
    {
      name: "railcars-network-over-slid",
      value: ratio((t, i) => (slid[i]?.network ?? Number.NaN) / t.network),
      unit: "x",
      goal: null,
    },
    {
      name: "railcars-network-to-floor",
      value: ratio((t, i) => t.network / (needed / (rates[i] ?? Number.NaN))),
      unit: "x",
      goal: "<=3",
    },
    { name: "railcars-whole-to-floor", value: seconds / (needed / median(rates)), unit: "x", goal: null },
    {
      name: "railcars-network-speed",
      value: made.kilometres / median(own.map((t) => t.network)),
      unit: "km/s",
      goal: null,
    },
  ];
}

interface CountedLarge {
  readonly wholeMs: number;
  readonly megabytes: number;
}

/** One count in a process of its own, its start included. */
function countInProcess({ path, linesPath }: LargePicture, note: Bench["note"]): CountedLarge {
  const script = fileURLToPath(new URL("./count-large.ts", import.meta.url));
  const child = spawnSync(process.execPath, [script, path, linesPath, shippedModel()], {
    encoding: "utf8",
    env: { ...process.env, BEGAN: String(Date.now()) },
  });
  if (child.status !== 0) throw new Error(child.stderr);
  note(child.stdout.trim());
  return JSON.parse(child.stdout) as CountedLarge;
}

/** Seconds. */
interface Timed {
  readonly pixels: number;
  readonly network: number;
}

/** Reads tracks along lines, to the network's answers. */
async function timed(picture: Picture, pool: ReaderPool, lines: PixelLines): Promise<Timed> {
  const frame = frameOf(picture);
  const began = performance.now();
  let pixelsRead: number | null = null;
  await readTracks({
    picture,
    frame,
    lines: lines.map((pixels, i) => ({
      id: `line-${i}`,
      areaId: null,
      gauge: null,
      points: pixels.map((pixel) => frame.toGround(pixel)),
    })),
    sampleDistanceMetres: frame.sampleDistanceMetres,
    sun: null,
    view: null,
    pool: {
      ...pool,
      read: (pieces, options) => {
        // The first reading of all; where lines are moved, their pixels are read again after it.
        pixelsRead ??= performance.now();
        return pool.read(pieces, options);
      },
    },
  });
  const from = pixelsRead ?? performance.now();
  return { pixels: (from - began) / 1000, network: (performance.now() - from) / 1000 };
}

function frameOf(picture: Picture): GroundFrame {
  const { georeference, width, height } = picture.description;
  if (georeference === null) throw new Error("the picture has no place on the ground");
  const mapping = mappingOf(georeference);
  return groundFrame(mapping, mapping.toPosition([width / 2, height / 2]));
}

const gsdOf = (picture: Picture): number => frameOf(picture).sampleDistanceMetres;
