import { uniform } from "../../src/base/random.ts";
import type { Bench, Figure } from "../figure.ts";
import { ceilingOf, figuresOfCeiling, type Ceiling } from "./ceiling.ts";
import { darkTogether, outcomeOf, together, wordsOf, type Outcome } from "./hidden-outcome.ts";
import { receivers, receptionAround } from "./hidden-reception.ts";
import { HeldDay, openRealDay } from "./held-day.ts";
import { hiddenScene, type HiddenScene } from "./hidden-scene.ts";
import type { World } from "./left-reports.ts";
import { made } from "./made.ts";
import { timeOfDay } from "./match-day.ts";
import { hasRealDay, realShips, type RealShip } from "./real-day.ts";
import { regions } from "./regions.ts";
import { sentLengths } from "./sent-lengths.ts";
import { f1, precision, recall, Reliability, type Tally } from "./tally.ts";

/** Hours around the picture in which every report of every ship is taken away, half before and half after. */
const gaps = [0.5, 1, 2, 4, 8, 12] as const;
const dayMs = Date.UTC(2020, 0, 1);

/** Harbours once more as a well-placed optical picture shows them, at the shortest gap: what lies side by side is parted by place alone. */
const fineMetres = 10;

/** How far around a region ships are taken from, in degrees. */
const around = 0.4;

/**
 * Takes reports of real ships away around made-up pictures and seeks the ships by what is left. Only sightings of ships of the half that nothing was learnt
 * from are scored, and false ones and fixed objects; the other half are there as traffic.
 */
export async function benchHideAndSeek(bench: Bench): Promise<Figure[]> {
  const { quick, note } = bench;
  if (!hasRealDay()) {
    note("hide and seek: skipped, there is no ../shared/data/ais/noaa-2020-01-01.parquet");
    return [];
  }
  note(`made-up pictures: ${JSON.stringify(made)}`);
  const lengths = sentLengths();
  const outcomes: Outcome[] = [];
  const fine: Outcome[] = [];
  const ceilings: Ceiling[] = [];
  let timed: HiddenScene | null = null;
  const reliability = new Map<number, Reliability>(gaps.map((g) => [g, new Reliability()]));
  const source = await openRealDay();
  const chosen = quick
    ? regions.filter((r) => r.name === "Los Angeles" || r.name === "Gulf off Louisiana")
    : regions;
  for (const region of chosen) {
    const [w, s, e, n] = region.box;
    const ships: RealShip[] = [];
    for await (const ship of realShips("all", [w - around, s - around, e + around, n + around]))
      ships.push(ship);
    const world: World = { region, ships, day: await HeldDay.around(source, region), lengths };
    for (let seed = 1; seed <= (quick ? 1 : 3); seed++) {
      const atMs = dayMs + (6.5 + 11 * uniform(seed * 31 + region.name.length)()) * 3_600_000;
      let reception: ReturnType<typeof receptionAround> | null = null;
      for (const gapHours of gaps) {
        const hidden = await hiddenScene(world, atMs, gapHours, seed * 1009);
        timed ??= hidden;
        reception ??= receptionAround(world.day, hidden.silent, region, atMs);
        outcomes.push(
          await outcomeOf(hidden, region, gapHours, seed === 1, reliability.get(gapHours), reception),
        );
      }
      if (region.kind === "harbour") {
        const hidden = await hiddenScene(world, atMs, gaps[0], seed * 1009, fineMetres);
        fine.push(await outcomeOf(hidden, region, gaps[0], false, undefined, null));
        for (const metres of [made.positionMetres, fineMetres])
          ceilings.push(await ceilingOf(world, atMs, gaps[0], seed * 1009, metres));
      }
    }
    note(lineOfRegion(outcomes.filter((o) => o.region === region)));
  }
  source.close();
  note(gatheredInWords(outcomes));
  // Two pictures are too few to hold a share against a goal: the quick run only reports those.
  const held = (goal: string): string | null => (quick ? null : goal);
  return [
    ...(["open", "harbour"] as const).flatMap((kind) =>
      gaps.flatMap((gapHours) =>
        figuresOf(
          outcomes.filter((o) => o.gapHours === gapHours && o.region.kind === kind),
          `${kind}-${gapHours}h`,
          gapHours === 0.5 && kind === "open" ? ">=0.95" : null,
          note,
        ),
      ),
    ),
    ...figuresOf(fine, `harbour-${gaps[0]}h-${fineMetres}m`, held(">=0.95"), note),
    ...figuresOfCeiling(ceilings, note),
    ...calibration(reliability, held("<=0.05"), note),
    ...darkness(outcomes, held(">=0.9"), note),
    {
      name: "report-without-ship-precision",
      value: precision(together(outcomes, "absent")),
      unit: "",
      goal: held(">=0.8"),
    },
    {
      name: "match-slowest-picture-processor",
      value: Math.max(...outcomes.map((o) => o.processorSeconds)),
      unit: "s",
      goal: "<10",
    },
    ...(quick || timed === null ? [] : timeOfDay(timed, bench)),
  ];
}

function lineOfRegion(outcomes: readonly Outcome[]): string {
  const [first] = outcomes;
  const slowest = Math.max(...outcomes.map((o) => o.processorSeconds)).toFixed(1);
  const byGap = gaps.map((g) => {
    const own = outcomes.filter((o) => o.gapHours === g);
    return `${g} h ${f1(together(own, "ours")).toFixed(3)}`;
  });
  return `${first?.region.name ?? ""}: F1 ${byGap.join(", ")} (about ${first?.sightings} sightings and ${first?.candidates} ships a picture, at most ${slowest} s of processor)`;
}

function gatheredInWords(outcomes: readonly Outcome[]): string {
  const sum = (of: "candidates" | "doubted" | "segments" | "sightingsOfThese"): number =>
    outcomes.reduce((total, o) => total + o[of], 0);
  return `of ${sum("candidates")} candidates ${sum("doubted")} lost reports and ${sum("segments")} were one of several segments of their number; judged sightings of either: ${sum("sightingsOfThese")}`;
}

const figuresInWords = (tally: Tally): string =>
  `precision ${precision(tally).toFixed(3)} recall ${recall(tally).toFixed(3)} F1 ${f1(tally).toFixed(3)}`;

function figuresOf(
  outcomes: readonly Outcome[],
  name: string,
  goal: string | null,
  note: (text: string) => void,
): Figure[] {
  const ours = together(outcomes, "ours");
  const joint = together(outcomes, "joint");
  const naive = together(outcomes, "naive");
  const interpolated = together(outcomes, "interpolated");
  const spread = outcomes.map((o) => f1(o.ours)).toSorted((a, b) => a - b);
  note(
    `${name}: ${figuresInWords(ours)} (${spread.at(0)?.toFixed(2)} to ${spread.at(-1)?.toFixed(2)} over ${outcomes.length} pictures); best together: ${figuresInWords(joint)}; nearest report: ${figuresInWords(naive)}; nearest interpolated: ${figuresInWords(interpolated)}; words ${JSON.stringify(wordsOf(outcomes))}`,
  );
  const figure = (what: string, value: number, promised: string | null): Figure => ({
    name: `match-${what}-${name}`,
    value,
    unit: "",
    goal: promised,
  });
  return [
    figure("f1", f1(ours), goal),
    figure("precision", precision(ours), ">=0.9"),
    figure("recall", recall(ours), null),
    figure("f1-best-together", f1(joint), null),
    figure("f1-over-nearest-report", f1(ours) - f1(naive), ">0.1"),
    figure("f1-over-nearest-interpolated", f1(ours) - f1(interpolated), null),
  ];
}

const calibration = (
  reliability: ReadonlyMap<number, Reliability>,
  goal: string | null,
  note: (text: string) => void,
): Figure[] =>
  [...reliability].flatMap(([gapHours, of]): Figure[] => {
    note(`${gapHours} h: said: so: ${of.bins.join("; ")}`);
    return [
      { name: `match-calibration-error-${gapHours}h`, value: of.error, unit: "", goal },
      { name: `match-brier-${gapHours}h`, value: of.brier, unit: "", goal: null },
    ];
  });

const darkInWords = (tally: Tally): string =>
  `said ${tally.said}, precision ${precision(tally).toFixed(3)}, recall ${recall(tally).toFixed(3)} of ${tally.toSay}`;

/**
 * Dark is judged where the gap is no longer than what reception is asked for: a ship that sends nothing for hours where it would be heard
 * is dark by any word, though these ships were made so.
 */
function darkness(outcomes: readonly Outcome[], goal: string | null, note: (text: string) => void): Figure[] {
  for (const g of gaps) {
    const own = outcomes.filter((o) => o.gapHours === g);
    const by = [
      `heard everywhere: ${darkInWords(together(own, "dark"))}`,
      ...receivers.map((r) => `${r}: ${darkInWords(darkTogether(own, r))}`),
    ];
    note(`dark ${g} h: ${by.join("; ")}`);
  }
  const shortest = outcomes.filter((o) => o.gapHours === gaps[0]);
  const short = together(shortest, "dark");
  const received = darkTogether(shortest, "as received");
  return [
    { name: "dark-precision-0.5h", value: precision(short), unit: "", goal },
    { name: "dark-recall-of-large-silent-ships-0.5h", value: recall(short), unit: "", goal: null },
    { name: "dark-precision-0.5h-as-received", value: precision(received), unit: "", goal },
    {
      name: "dark-recall-of-large-silent-ships-0.5h-as-received",
      value: recall(received),
      unit: "",
      goal: null,
    },
    ...gaps.map((gapHours): Figure => ({
      name: `dark-in-outage-${gapHours}h`,
      value: darkTogether(
        outcomes.filter((o) => o.gapHours === gapHours),
        "outage",
      ).said,
      unit: "verdicts",
      goal: "<=0",
    })),
    {
      name: "dark-where-none-was-heard",
      value: darkTogether(outcomes, "none heard there").said,
      unit: "verdicts",
      goal: "<=0",
    },
    {
      name: "dark-without-receiver",
      value: outcomes.reduce((a, o) => a + o.darkWithoutReceiver, 0),
      unit: "verdicts",
      goal: "<=0",
    },
  ];
}
