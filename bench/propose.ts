/** How much of simulated yards `proposeTracks` finds: recall and precision of track metres within 1 m. */
import { greyOf } from "../src/sites/pictures/shift/grey.ts";
import { capture, type Capture } from "../src/sites/simulated/capture.ts";
import { drawScene } from "../src/sites/simulated/draw-scene.ts";
import { randomCapture, randomScene } from "../src/sites/simulated/random-options.ts";
import { insideOf } from "../src/sites/tracks/propose/inside.ts";
import { proposeTracks } from "../src/sites/tracks/propose/propose-tracks.ts";

type Point = readonly [number, number];
const withinMetres = 1;
/** Ground this near the edge of a picture is not judged: the cross-section is averaged along the track. */
const edgeMetres = 12;

/** Points every metre along a line. */
function everyMetre(points: readonly Point[], step: number): Point[] {
  const found: Point[] = [];
  let left = 0;
  points.slice(1).forEach((to, i) => {
    const from = points[i] ?? to;
    const length = Math.hypot(to[0] - from[0], to[1] - from[1]) * step;
    for (; left < length; left++)
      found.push([
        from[0] + ((to[0] - from[0]) * left) / length,
        from[1] + ((to[1] - from[1]) * left) / length,
      ]);
    left -= length;
  });
  return found;
}

function near(points: readonly Point[], others: readonly Point[], pixels: number): number {
  return points.filter(([x, y]) => others.some(([u, v]) => Math.hypot(u - x, v - y) <= pixels)).length;
}

function yard(seed: number, gsdMetres: number): Capture {
  const occupancy = ((seed * 7) % 10) / 10;
  const scene = drawScene(
    randomScene(seed, { kind: "rail-yard", widthMetres: 300, heightMetres: 300, occupancy }),
    seed,
  );
  return capture(
    scene,
    randomCapture(seed, { gsdMetres, bands: "rgb", sampleType: "uint8", cloud: 0, thinCloud: 0 }),
    seed,
  );
}

const levels = [0, 0.4, 0.5, 0.6, 0.7];
const from = Number(process.argv[2] ?? 900_000);
const many = Number(process.argv[3] ?? 8);
for (const gsd of [0.3, 0.5]) {
  const sums = levels.map(() => ({ found: 0, right: 0, proposed: 0 }));
  let [truth, seconds, pixels] = [0, 0, 0];
  for (let seed = from; seed < from + many; seed++) {
    const taken = yard(seed, gsd);
    const { width, height } = taken.raster;
    const edge = edgeMetres / gsd;
    const judged = ([x, y]: Point): boolean => x > edge && y > edge && x < width - edge && y < height - edge;
    const { values } = greyOf(
      taken.raster,
      taken.bands.map((b) => b.meaning),
    );
    const within = insideOf(
      taken.truth.areas.filter((a) => a.kind === "yard").map((a) => [a.pixels]),
      width,
      height,
      null,
    );
    const begun = process.cpuUsage().user;
    const proposals = proposeTracks({
      width,
      height,
      values,
      within,
      stepMetres: gsd,
    });
    seconds += (process.cpuUsage().user - begun) / 1e6;
    pixels += width * height;
    const real = taken.truth.tracks.flatMap((t) => everyMetre(t.pixels, gsd)).filter(judged);
    truth += real.length;
    let line = `${seed} tracks ${taken.truth.tracks.length}`;
    levels.forEach((level, i) => {
      const lines = proposals
        .filter((p) => p.quality >= level)
        .flatMap((p) => everyMetre(p.points, gsd))
        .filter(judged);
      const sum = sums[i];
      if (sum === undefined) return;
      const [found, right] = [near(real, lines, withinMetres / gsd), near(lines, real, withinMetres / gsd)];
      sum.found += found;
      sum.right += right;
      sum.proposed += lines.length;
      if (level === 0 || level === 0.6)
        line += `  >=${level}: recall ${(found / real.length).toFixed(2)} precision ${(right / lines.length).toFixed(2)}`;
    });
    if (process.argv[4] === "each") console.log(line);
  }
  console.log(
    `gsd ${gsd}: ${truth} m of track, ${(seconds / (pixels / 1e6)).toFixed(2)} s of one core a megapixel`,
  );
  levels.forEach((level, i) => {
    const { found, right, proposed } = sums[i] ?? { found: 0, right: 0, proposed: 0 };
    console.log(
      `  quality >= ${level}: recall ${((100 * found) / truth).toFixed(0)} %, precision ${((100 * right) / proposed).toFixed(0)} % of ${proposed} m`,
    );
  });
}
