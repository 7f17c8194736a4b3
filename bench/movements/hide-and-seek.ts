import { uniform } from "../../src/base/random.ts";
import { match } from "../../src/movements/matching/match.ts";
import { publishedSettings } from "../../src/movements/matching/settings.ts";
import type { Bench, Figure } from "../figure.ts";
import { hiddenScene, made, type HiddenScene } from "./hidden-scene.ts";
import { hasRealDay, realShips, type RealShip } from "./real-day.ts";
import { regions, type Region } from "./regions.ts";
import { sentLengths } from "./sent-lengths.ts";
import { nearestInterpolated, nearestReport } from "./simple-rules.ts";
import { emptyTally, f1, precision, recall, Reliability, type Tally } from "./tally.ts";

const gaps = [0.5, 1, 2, 4, 8, 12];
const dayMs = Date.UTC(2020, 0, 1);

interface Outcome {
  readonly region: Region;
  readonly gapHours: number;
  readonly seed: number;
  readonly ours: Tally;
  readonly naive: Tally;
  readonly interpolated: Tally;
  readonly dark: Tally;
  readonly darkWithoutReceiver: number;
  readonly words: Record<string, number>;
  readonly seconds: number;
  readonly sightings: number;
  readonly candidates: number;
}

/**
 * Takes reports of real ships away around made-up pictures and seeks the ships by what is left. Only sightings of ships of the half that nothing was learnt from are scored, and false ones and fixed
 * objects; the other half are there as traffic.
 */
export async function benchHideAndSeek({ quick, note }: Bench): Promise<Figure[]> {
  if (!hasRealDay()) {
    note("hide and seek: skipped, there is no ../shared/data/ais/noaa-2020-01-01.parquet");
    return [];
  }
  note(`made-up pictures: ${JSON.stringify(made)}`);
  const lengths = sentLengths();
  const outcomes: Outcome[] = [];
  const reliability = new Map(gaps.map((g) => [g, new Reliability()]));
  const chosen = quick
    ? regions.filter((r) => ["Los Angeles", "Gulf off Louisiana"].includes(r.name))
    : regions;
  for (const region of chosen) {
    const [w, s, e, n] = region.box;
    const ships: RealShip[] = [];
    for await (const ship of realShips("all", [w - 0.4, s - 0.4, e + 0.4, n + 0.4])) ships.push(ship);
    for (let seed = 1; seed <= (quick ? 1 : 3); seed++) {
      const atMs = dayMs + (6.5 + 11 * uniform(seed * 31 + region.name.length)()) * 3_600_000;
      for (const gapHours of gaps)
        outcomes.push(
          outcomeOf(
            hiddenScene(ships, region, atMs, gapHours, seed * 1009, lengths),
            region,
            gapHours,
            seed,
            reliability.get(gapHours),
          ),
        );
    }
    note(
      `${region.name}: ${outcomes
        .filter((o) => o.region === region)
        .map(
          (o) =>
            `${o.gapHours} h ${f1(o.ours).toFixed(3)}/${f1(o.naive).toFixed(2)}/${f1(o.interpolated).toFixed(2)}`,
        )
        .join(
          " ",
        )} (${outcomes.at(-1)?.sightings} sightings, ${outcomes.at(-1)?.candidates} ships, ${Math.max(...outcomes.filter((o) => o.region === region).map((o) => o.seconds)).toFixed(1)} s)`,
    );
  }
  const figures: Figure[] = [];
  for (const kind of ["open", "harbour"] as const)
    for (const gapHours of gaps) {
      const own = outcomes.filter((o) => o.gapHours === gapHours && o.region.kind === kind);
      const [ours, naive, interpolated] = [sum(own, "ours"), sum(own, "naive"), sum(own, "interpolated")];
      const spread = own.map((o) => f1(o.ours)).toSorted((a, b) => a - b);
      note(
        `${kind} ${gapHours} h: precision ${precision(ours).toFixed(3)} recall ${recall(ours).toFixed(3)} F1 ${f1(ours).toFixed(3)} (${spread.at(0)?.toFixed(2)} to ${spread.at(-1)?.toFixed(2)} over ${own.length} pictures); nearest report ${precision(naive).toFixed(3)} ${recall(naive).toFixed(3)} ${f1(naive).toFixed(3)}; interpolated ${precision(interpolated).toFixed(3)} ${recall(interpolated).toFixed(3)} ${f1(interpolated).toFixed(3)}; words ${JSON.stringify(words(own))}`,
      );
      figures.push(
        {
          name: `match-f1-${kind}-${gapHours}h`,
          value: f1(ours),
          unit: "",
          goal: gapHours === 0.5 ? ">=0.95" : null,
        },
        { name: `match-precision-${kind}-${gapHours}h`, value: precision(ours), unit: "", goal: ">=0.9" },
        {
          name: `match-f1-over-nearest-${kind}-${gapHours}h`,
          value: f1(ours) - f1(naive),
          unit: "",
          goal: ">0.05",
        },
        {
          name: `match-f1-over-interpolated-${kind}-${gapHours}h`,
          value: f1(ours) - f1(interpolated),
          unit: "",
          goal: null,
        },
      );
    }
  for (const [gapHours, of] of reliability) {
    note(`${gapHours} h: said, so: ${of.bins.join("; ")}; Brier ${of.brier.toFixed(4)}`);
    figures.push({ name: `match-calibration-error-${gapHours}h`, value: of.error, unit: "", goal: "<=0.05" });
  }
  const dark = sum(outcomes, "dark");
  figures.push(
    { name: "dark-precision", value: precision(dark), unit: "", goal: ">=0.9" },
    { name: "dark-recall-of-large-silent-ships", value: recall(dark), unit: "", goal: null },
    {
      name: "dark-without-receiver",
      value: outcomes.reduce((a, o) => a + o.darkWithoutReceiver, 0),
      unit: "verdicts",
      goal: "<=0",
    },
    {
      name: "match-slowest-picture",
      value: Math.max(...outcomes.map((o) => o.seconds)),
      unit: "s",
      goal: "<10",
    },
  );
  return figures;
}

function sum(outcomes: readonly Outcome[], of: "ours" | "naive" | "interpolated" | "dark"): Tally {
  const total = emptyTally();
  for (const o of outcomes) {
    total.said += o[of].said;
    total.right += o[of].right;
    total.toSay += o[of].toSay;
  }
  return total;
}

function words(outcomes: readonly Outcome[]): Record<string, number> {
  const total: Record<string, number> = {};
  for (const o of outcomes)
    for (const [word, n] of Object.entries(o.words)) total[word] = (total[word] ?? 0) + n;
  return total;
}

function outcomeOf(
  hidden: HiddenScene,
  region: Region,
  gapHours: number,
  seed: number,
  reliability: Reliability | undefined,
): Outcome {
  const task = {
    scene: hidden.scene,
    at: hidden.scene.at,
    sightings: hidden.sightings,
    candidates: hidden.candidates,
    fixed: hidden.fixed,
    reception: { heard: () => 0.97 },
    anyReports: true,
    settings: publishedSettings,
  };
  const began = performance.now();
  const { verdicts } = match(task);
  const seconds = (performance.now() - began) / 1000;
  // The receiver is taken away: nobody else was heard there.
  const without = seed === 1 ? match({ ...task, reception: { heard: () => null } }).verdicts : [];
  const tallies = { ours: emptyTally(), naive: emptyTally(), interpolated: emptyTally(), dark: emptyTally() };
  const byNearest = nearestReport(hidden);
  const byInterpolated = nearestInterpolated(hidden);
  const said: Record<string, number> = {};
  for (const [s, truth] of hidden.truths.entries()) {
    const verdict = verdicts[s];
    if (!truth.judged || verdict === undefined) continue;
    const key = `${truth.kind}>${verdict.word}`;
    said[key] = (said[key] ?? 0) + 1;
    const mine = verdict.word === "matched" ? (verdict.rivals[0]?.mmsi ?? null) : null;
    for (const [tally, mmsi] of [
      [tallies.ours, mine],
      [tallies.naive, byNearest[s] ?? null],
      [tallies.interpolated, byInterpolated[s] ?? null],
    ] as const) {
      if (truth.kind === "reporting") tally.toSay++;
      if (mmsi === null) continue;
      tally.said++;
      if (truth.kind === "reporting" && mmsi === truth.mmsi) tally.right++;
    }
    const top = verdict.rivals.find((r) => r.mmsi !== null);
    if (top !== undefined)
      reliability?.add(top.probability, truth.kind === "reporting" && top.mmsi === truth.mmsi);
    if (truth.kind === "silent" && truth.lengthMetres >= 60) tallies.dark.toSay++;
    if (verdict.word === "dark") {
      tallies.dark.said++;
      if (truth.kind === "silent") tallies.dark.right++;
    }
  }
  for (const verdict of verdicts.slice(hidden.sightings.length))
    said[`report>${verdict.word}`] = (said[`report>${verdict.word}`] ?? 0) + 1;
  return {
    region,
    gapHours,
    seed,
    ...tallies,
    darkWithoutReceiver: without.filter((v) => v.word === "dark").length,
    words: said,
    seconds,
    sightings: hidden.sightings.length,
    candidates: hidden.candidates.length,
  };
}
