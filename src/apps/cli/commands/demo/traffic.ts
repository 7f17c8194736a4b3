import { counted } from "../../../../base/counted.ts";
import {
  analysisParts,
  type AnalysisPart,
  type AnalysisSummary,
} from "../../../../system/steps/analyse-positions.ts";
import { buildTrafficDemo } from "../../../../system/steps/demo-traffic.ts";
import type { Call, ExitCode } from "../../definition.ts";
import { serveUntilStopped } from "../../serve-until-stopped.ts";

const onePart: Readonly<Record<AnalysisPart, string>> = {
  segments: "segment",
  circles: "circle",
  proposals: "proposal",
  gaps: "gap",
  visits: "visit",
  waiting: "waiting",
  meetings: "meeting",
  loitering: "loitering",
};

/** "29 segments, 1 circle, 12 gaps": how much of each was found. */
export const partsInWords = (counts: AnalysisSummary["counts"]): string =>
  analysisParts.map((part) => counted(counts[part], onePart[part], part)).join(", ");

/** The demo of movements: `yardwatch demo --traffic`. */
export async function runTraffic(call: Call, folder: string): Promise<ExitCode> {
  const { options, output, now, signal } = call;
  const began = performance.now();
  const built = await buildTrafficDemo({ folder, now, signal, say: output.say });
  output.say(`done in ${((performance.now() - began) / 1000).toFixed(1)} s`);
  const { analysis, looks, verdicts } = built;
  const value = {
    simulated: true,
    case: built.folder,
    fixes: analysis.fixes,
    ships: analysis.ships,
    found: analysis.counts,
    verdicts,
    looks,
  };
  output.result(value, () => [
    "",
    "Simulated traffic: nothing of it happened",
    `  reports     ${analysis.fixes} by ${counted(analysis.ships, "ship")}`,
    `  events      ${partsInWords(analysis.counts)}`,
    `  sightings   ${Object.entries(verdicts)
      .map(([word, n]) => `${n} ${word}`)
      .join(", ")}`,
    `  pictures    ${looks.length} with pixels, drawn`,
    `  case        ${built.folder}`,
    ...(options["serve"] === true ? [] : [""]),
  ]);
  if (options["serve"] !== true) return 0;
  return serveUntilStopped(call, { folder: built.folder, port: null, page: "/movements", open: true });
}
