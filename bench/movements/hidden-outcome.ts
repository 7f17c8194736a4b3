import { middleMs } from "../../src/base/time/span.ts";
import { match } from "../../src/movements/matching/match.ts";
import { publishedSettings } from "../../src/movements/matching/settings.ts";
import type { ReceptionModel } from "../../src/movements/reception/reception.ts";
import { halfOf } from "./halves.ts";
import { receivers, type Receiver } from "./hidden-reception.ts";
import type { HiddenScene } from "./hidden-scene.ts";
import type { Region } from "./regions.ts";
import { nearestInterpolated, nearestReport } from "./simple-rules.ts";
import { emptyTally, type Reliability, type Tally } from "./tally.ts";

/** What came of one made-up picture. */
export interface Outcome {
  readonly region: Region;
  readonly gapHours: number;
  readonly ours: Tally;
  /** The pairs of the joint association that is most probable as a whole, whatever their probability. */
  readonly joint: Tally;
  readonly naive: Tally;
  readonly interpolated: Tally;
  /** "Dark" said of a ship that never reports; to be said of those of 60 m and more. Where a transponder is taken to be heard with `constantlyHeard`. */
  readonly dark: Tally;
  /** The same by the model of reception. */
  readonly darkBy: Readonly<Record<Receiver, Tally>>;
  /** "Report without ship" said of a ship that no sighting is. */
  readonly absent: Tally;
  /** "Dark" said where the receiver was taken away. */
  readonly darkWithoutReceiver: number;
  /** How often each word was said of each kind of truth. */
  readonly words: Record<string, number>;
  /** Of the processor: what else the machine does does not show. */
  readonly processorSeconds: number;
  readonly sightings: number;
  readonly candidates: number;
  /** Candidates of which reports about the picture were left out, those that are one of several ships of their number, and judged sightings of either. */
  readonly doubted: number;
  readonly segments: number;
  readonly sightingsOfThese: number;
}

/** Reception that is the same everywhere: "dark" then depends on nothing but the weighing. */
const constantlyHeard = 0.97;

export type TallyName = "ours" | "joint" | "naive" | "interpolated" | "dark" | "absent";

/** Tallies of several pictures together. */
export const together = (outcomes: readonly Outcome[], of: TallyName): Tally =>
  sumOf(outcomes.map((o) => o[of]));

export const darkTogether = (outcomes: readonly Outcome[], receiver: Receiver): Tally =>
  sumOf(outcomes.map((o) => o.darkBy[receiver]));

function sumOf(tallies: readonly Tally[]): Tally {
  const total = emptyTally();
  for (const { said, right, toSay } of tallies) {
    total.said += said;
    total.right += right;
    total.toSay += toSay;
  }
  return total;
}

export function wordsOf(outcomes: readonly Outcome[]): Record<string, number> {
  const total: Record<string, number> = {};
  for (const o of outcomes)
    for (const [word, n] of Object.entries(o.words)) total[word] = (total[word] ?? 0) + n;
  return total;
}

/** Ships from this length on are counted as those that "dark" should be said of: they surely must transmit. */
const largeMetres = 60;

/** Seeks the ships of a picture, by our method and by two rules, and tallies what is of the judged half. */
export async function outcomeOf(
  hidden: HiddenScene,
  region: Region,
  gapHours: number,
  withoutReceiver: boolean,
  reliability: Reliability | undefined,
  reception: ((receiver: Receiver, gapHours: number) => Promise<Pick<ReceptionModel, "heard">>) | null,
): Promise<Outcome> {
  const task = {
    scene: hidden.scene,
    at: hidden.scene.at,
    sightings: hidden.sightings,
    candidates: hidden.candidates,
    fixed: hidden.fixed,
    reception: { heard: () => constantlyHeard },
    anyReports: true,
    settings: publishedSettings,
  };
  const began = process.cpuUsage();
  const { verdicts, best } = match(task);
  const { user, system } = process.cpuUsage(began);
  // The receiver is taken away: nobody else was heard there.
  const unheard = withoutReceiver ? match({ ...task, reception: { heard: () => null } }).verdicts : [];
  const jointly = new Map(best.map((b) => [b.sightingId, b.mmsi]));
  const tallies = {
    ours: emptyTally(),
    joint: emptyTally(),
    naive: emptyTally(),
    interpolated: emptyTally(),
    dark: emptyTally(),
    absent: emptyTally(),
  };
  const darkBy: Record<Receiver, Tally> = {
    "as received": emptyTally(),
    "half switched off": emptyTally(),
    outage: emptyTally(),
    "none heard there": emptyTally(),
  };
  const models: [Receiver, Pick<ReceptionModel, "heard">][] = [];
  if (reception !== null) for (const r of receivers) models.push([r, await reception(r, gapHours)]);
  const byNearest = nearestReport(hidden);
  const byInterpolated = nearestInterpolated(hidden);
  const words: Record<string, number> = {};
  const say = (word: string): void => {
    words[word] = (words[word] ?? 0) + 1;
  };
  for (const [s, truth] of hidden.truths.entries()) {
    const verdict = verdicts[s];
    if (!truth.judged || verdict === undefined) continue;
    say(`${truth.kind}>${verdict.word}`);
    const isIt = (mmsi: number | null): boolean => truth.kind === "reporting" && mmsi === truth.mmsi;
    for (const [tally, mmsi] of [
      [tallies.ours, verdict.word === "matched" ? (verdict.rivals[0]?.mmsi ?? null) : null],
      [tallies.joint, jointly.get(hidden.sightings[s]?.id ?? "") ?? null],
      [tallies.naive, byNearest[s] ?? null],
      [tallies.interpolated, byInterpolated[s] ?? null],
    ] as const) {
      if (truth.kind === "reporting") tally.toSay++;
      if (mmsi === null) continue;
      tally.said++;
      if (isIt(mmsi)) tally.right++;
    }
    const top = verdict.rivals.find((r) => r.mmsi !== null);
    if (top !== undefined) reliability?.add(top.probability, isIt(top.mmsi));
    const large = truth.kind === "silent" && truth.lengthMetres >= largeMetres;
    const [x, y] = hidden.sightings[s]?.position ?? [0, 0];
    // Reception comes into a verdict at its threshold and nowhere else, so that what is dark by the constant is asked about again.
    const heard = (model: Pick<ReceptionModel, "heard">): boolean =>
      (model.heard(x, y, middleMs(hidden.scene.at), "A", publishedSettings.heardMinutes) ?? 0) >=
      publishedSettings.heard;
    for (const [tally, said] of [
      [tallies.dark, verdict.word === "dark"] as const,
      ...models.map(([r, model]) => [darkBy[r], verdict.word === "dark" && heard(model)] as const),
    ]) {
      if (large) tally.toSay++;
      if (!said) continue;
      tally.said++;
      if (truth.kind === "silent") tally.right++;
    }
  }
  const odd = new Set<number | null>(
    hidden.candidates.filter((c) => c.doubted !== undefined || c.segment !== undefined).map((c) => c.mmsi),
  );
  const seen = new Set(hidden.truths.map((t) => t.mmsi));
  for (const { word, rivals } of verdicts.slice(hidden.sightings.length)) {
    const mmsi = rivals[0]?.mmsi ?? null;
    if (mmsi === null || halfOf(mmsi) !== "judged") continue;
    say(`report>${word}`);
    tallies.absent.said++;
    if (!seen.has(mmsi)) tallies.absent.right++;
  }
  return {
    region,
    gapHours,
    ...tallies,
    darkBy,
    darkWithoutReceiver: unheard.filter((v) => v.word === "dark").length,
    words,
    processorSeconds: (user + system) / 1e6,
    sightings: hidden.sightings.length,
    candidates: hidden.candidates.length,
    doubted: hidden.candidates.filter((c) => c.doubted !== undefined).length,
    segments: hidden.candidates.filter((c) => c.segment !== undefined).length,
    sightingsOfThese: hidden.truths.filter((t) => t.judged && t.kind === "reporting" && odd.has(t.mmsi))
      .length,
  };
}
