// node bench/propose/fit-quality.ts: fits the quality of proposed lines on simulated yards and writes it. Ten minutes of one core.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { searchedLines } from "../../src/sites/tracks/propose/propose-tracks.ts";
import { evidenceNames, evidenceOf } from "../../src/sites/tracks/propose/quality.ts";
import { judgeYard, rightMetres } from "./judge-yard.ts";
import { fitLogistic, type Share } from "./logistic.ts";
import { wholePicture, yardOf } from "./yards.ts";

/** Apart from those of the network (700,000 on) and of the bench (900,000 on). */
const firstSeed = 710_000;
const yards = 30;
const sampleDistances = [0.3, 0.5, 0.5, 0.6, 1] as const;

const shares: Share[] = [];
for (let i = 0; i < yards; i++) {
  const drawn = yardOf(firstSeed + i, sampleDistances[i % sampleDistances.length] ?? 0.5);
  // Half of them as an analyst outlines a yard, half with all that lies around it.
  const yard = i % 2 === 0 ? drawn : wholePicture(drawn);
  const { lines, stepMetres } = searchedLines(yard.raster);
  const evidence = evidenceOf(lines, stepMetres);
  const judged = judgeYard(
    yard,
    lines.map(({ points }) =>
      points.map(
        ([x, y]) =>
          [
            (x + stepMetres / 2) / yard.raster.stepMetres,
            (y + stepMetres / 2) / yard.raster.stepMetres,
          ] as const,
      ),
    ),
  );
  judged.lines.forEach((line, k) => {
    const own = evidence[k];
    if (own === undefined || line.length === 0) return;
    const right = line.filter(({ metres }) => metres <= rightMetres).length;
    shares.push({ values: evidenceNames.map((name) => own[name]), right, of: line.length });
  });
  console.error(`${firstSeed + i}: ${lines.length} lines`);
}
const [bias = 0, ...weights] = fitLogistic(shares);
const written = [
  ["bias", bias] as const,
  ...evidenceNames.map((name, i) => [name, weights[i] ?? 0] as const),
];
writeFileSync(
  join(import.meta.dirname, "../../src/sites/tracks/propose/quality-weights.ts"),
  `/** Written by bench/propose/fit-quality.ts. */
export const qualityWeights = {
${written.map(([name, w]) => `  ${name}: ${Number(w.toPrecision(3))},`).join("\n")}
} as const;
`,
);
