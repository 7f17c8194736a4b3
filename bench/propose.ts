// node bench/propose.ts [YARDS] [FIRST-SEED] [SAMPLE-DISTANCES, with commas] [whole]: how much of simulated yards `proposeTracks` finds, how much of what it proposes is right, and
// whether its quality says so. On seeds that nothing was fitted on.
import { proposeTracks, type ProposedTrack } from "../src/sites/tracks/propose/propose-tracks.ts";
import { judgeYard, rightMetres, type JudgedYard } from "./propose/judge-yard.ts";
import { sumOf, type Sum } from "./propose/sums.ts";
import { wholePicture, yardOf, type Yard } from "./propose/yards.ts";

const levels = [0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9] as const;
const usual = 0.5;

/** One yard at one sample distance, judged with the lines of each level of quality. */
interface Row {
  readonly gsd: number;
  readonly yard: Yard;
  readonly proposals: readonly ProposedTrack[];
  readonly judged: ReadonlyMap<number, JudgedYard>;
  readonly seconds: number;
}

function rowOf(seed: number, gsd: number): Row {
  const drawn = yardOf(seed, gsd);
  const yard = process.argv[5] === "whole" ? wholePicture(drawn) : drawn;
  const begun = process.cpuUsage().user;
  const proposals = proposeTracks(yard.raster);
  const seconds = (process.cpuUsage().user - begun) / 1e6;
  const judged = new Map(
    levels.map((level) => [
      level,
      judgeYard(
        yard,
        proposals.filter(({ quality }) => quality >= level).map(({ points }) => points),
      ),
    ]),
  );
  return { gsd, yard, proposals, judged, seconds };
}

const yards = Number(process.argv[2] ?? 24);
const first = Number(process.argv[3] ?? 900_000);
const sampleDistances = (process.argv[4] ?? "0.3,0.5,1").split(",").map(Number);
const rows: Row[] = [];
for (const gsd of sampleDistances)
  for (let seed = first; seed < first + yards; seed++) {
    const row = rowOf(seed, gsd);
    rows.push(row);
    const { found, of, right, proposed } = sumOf([row.judged.get(usual)]);
    const { clear, radiusMetres, snow, haze } = row.yard;
    console.error(
      `${seed} at ${gsd} m, radius ${radiusMetres.toFixed(0)}, snow ${snow.toFixed(1)}, haze ${haze.toFixed(1)}${clear ? "" : ", not clear"}: found ${found} of ${of} m, right ${right} of ${proposed} m`,
    );
  }

const share = (part: number, of: number): string => `${((100 * part) / Math.max(1, of)).toFixed(0)} %`;
const told = ({ found, of, right, proposed }: Sum): string =>
  `found ${share(found, of)} of ${(of / 1000).toFixed(1)} km, right ${share(right, proposed)} of ${(proposed / 1000).toFixed(1)} km`;
const tell = (name: string, of: readonly Row[], level: number): void => {
  if (of.length > 0)
    console.log(`${name} (${of.length} yards): ${told(sumOf(of.map((r) => r.judged.get(level))))}`);
};

const clear = rows.filter((r) => r.yard.clear);
for (const gsd of sampleDistances)
  for (const level of levels)
    tell(
      `clear, ${gsd} m, quality at least ${level}`,
      clear.filter((r) => r.gsd === gsd),
      level,
    );
for (const gsd of sampleDistances) {
  const own = clear.filter((r) => r.gsd === gsd);
  console.log(
    `clear, ${gsd} m, quality at least ${usual}, within 0.75 m: ${told(
      sumOf(
        own.map((r) => r.judged.get(usual)),
        rightMetres / 2,
      ),
    )}`,
  );
}
tell(
  `snow or haze, quality at least ${usual}`,
  rows.filter((r) => !r.yard.clear),
  usual,
);
const radii = [
  [1, 200],
  [200, 350],
  [350, 650],
  [0, 1],
] as const;
for (const [from, to] of radii)
  tell(
    `clear, 0.3 to 0.6 m, radius ${from === 0 ? "over 650 m or straight" : `${from === 1 ? 130 : from} to ${to} m`}, quality at least ${usual}`,
    clear.filter((r) => r.gsd < 1 && r.yard.radiusMetres >= from && r.yard.radiusMetres < to),
    usual,
  );
for (const [name, bands] of [
  ["clear", clear],
  ["snow or haze", rows.filter((r) => !r.yard.clear)],
] as const)
  for (let band = 0; band < 10; band++) {
    let [right, metres, sum] = [0, 0, 0];
    for (const { proposals, judged } of bands)
      proposals.forEach(({ quality }, i) => {
        if (Math.min(9, Math.floor(quality * 10 + 1e-9)) !== band) return;
        const line = judged.get(0)?.lines[i] ?? [];
        right += line.filter((j) => j.metres <= rightMetres).length;
        metres += line.length;
        sum += line.length * quality;
      });
    console.log(
      `${name}, quality ${(band / 10).toFixed(1)} to ${((band + 1) / 10).toFixed(1)}: right ${share(right, metres)} of ${metres} m, quality says ${share(sum, metres)}`,
    );
  }
const seconds = rows.reduce((sum, r) => sum + r.seconds, 0);
const searched = rows.reduce(
  (sum, { yard: { raster } }) => sum + raster.within.reduce((n, w) => n + w, 0) * raster.stepMetres ** 2,
  0,
);
console.log(`${((seconds / searched) * 1e6).toFixed(0)} s of one core for a square kilometre of outline`);
