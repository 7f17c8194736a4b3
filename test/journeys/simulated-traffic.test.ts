import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Verdict } from "../../src/movements/matching/verdict.ts";
import { simulateTraffic } from "../../src/movements/simulated/simulate-traffic.ts";
import { trafficFiles } from "../../src/movements/simulated/traffic-files.ts";
import { createCase } from "../../src/system/files/case-folder.ts";
import { importFixed } from "../../src/system/steps/fixed-objects.ts";
import { importPositions } from "../../src/system/steps/import-positions.ts";
import { importSeen } from "../../src/system/steps/import-sightings.ts";
import { matchSightings } from "../../src/system/steps/match-sightings.ts";
import { standingClock, temporaryFolder } from "../made-case.ts";

// From sentences and pictures with known answers to verdicts, by the steps that the commands call.
const traffic = simulateTraffic({ seed: 3, fromMs: Date.UTC(2023, 8, 1), hours: 72, ships: 4, boats: 4 });
/** The identity that a verdict holds for the likeliest; null for none. */
const likeliest = (verdict: Verdict): number | null =>
  verdict.rivals.toSorted((a, b) => b.probability - a.probability)[0]?.mmsi ?? null;

/** Reads everything into a case, as the commands do. */
async function verdictsOfCase(): Promise<{
  readonly bySighting: ReadonlyMap<string, Verdict>;
  /** Identities whose reports are said to be without a ship. */
  readonly withoutShip: readonly (number | null | undefined)[];
}> {
  const folder = temporaryFolder();
  for (const [name, text] of trafficFiles(traffic)) writeFileSync(join(folder, name), text);
  const opened = await createCase(join(folder, "case"), "simulated", standingClock);
  try {
    const imported = await importPositions(opened, join(folder, "simulated-traffic.nmea"));
    // Every line but the first, which says that the log is simulated.
    expect(imported.import?.lines).toBe(traffic.lines.length + 1);
    expect(imported.import?.refused).toEqual({ comment: 1 });
    await importSeen(opened, "scene import", join(folder, "scenes.csv"));
    await importSeen(opened, "sighting import", join(folder, "sightings.csv"));
    await importFixed(opened, join(folder, "fixed-objects.csv"));
    const matched = await matchSightings(opened, { sceneId: null, sightingId: null });
    const verdicts = matched.flatMap((m) => m.verdicts);
    return {
      bySighting: new Map(
        verdicts.flatMap((v) => (v.sightingId === null ? [] : [[v.sightingId, v] as const])),
      ),
      withoutShip: verdicts.filter((v) => v.word === "report-without-ship").map((v) => v.rivals[0]?.mmsi),
    };
  } finally {
    opened.close();
  }
}

test("every sighting gets a verdict, and hardly any that the truth speaks against", async () => {
  const { bySighting, withoutShip } = await verdictsOfCase();
  const counts = {
    own: 0,
    others: 0,
    unsure: 0,
    accused: 0,
    quietDark: 0,
    quietUnsure: 0,
    quietMatched: 0,
    standing: 0,
    circling: 0,
  };
  const circle = traffic.truth.falseTracks[0];
  const silent = traffic.truth.silences[0];
  for (const { sighting, thing, sendsAs } of traffic.truth.sightings) {
    const verdict = bySighting.get(sighting);
    if (verdict === undefined) throw new Error(`${sighting} has no verdict`);
    if (thing.kind === "standing") {
      expect(verdict.word).toBe("fixed-object");
      counts.standing++;
    }
    // Who sends a circle is not where that lies: it is a rival by what it sent before and after, and not accused of silence.
    if (thing.kind === "ship" && thing.ship === circle?.ship) {
      expect(verdict.word).not.toBe("dark");
      counts.circling += verdict.rivals.some((r) => r.leftOut?.some((left) => left.why === "circling"))
        ? 1
        : 0;
    }
    // Who switched off may be known all the same, by where it was before and after; who reports a false place cannot be.
    if (thing.kind !== "ship" || thing.ship === silent?.ship || thing.ship === circle?.ship) continue;
    if (sendsAs === null) {
      if (verdict.word === "matched") counts.quietMatched++;
      else if (verdict.word === "dark") counts.quietDark++;
      else counts.quietUnsure++;
    } else if (verdict.word === "dark") counts.accused++;
    else if (verdict.word !== "matched") counts.unsure++;
    else if (likeliest(verdict) === sendsAs) counts.own++;
    else counts.others++;
  }
  expect(counts.accused).toBe(0);
  expect(counts.quietMatched).toBe(0);
  expect(counts.others).toBe(0);
  expect(counts.own).toBeGreaterThan(6 * counts.unsure);
  expect(counts.quietDark).toBeGreaterThan(2 * counts.quietUnsure);
  expect(counts.standing).toBeGreaterThan(4);
  expect(counts.circling).toBeGreaterThan(0);
  const circler = traffic.truth.ships.find((s) => s.id === circle?.ship);
  expect(withoutShip).not.toContain(circler?.mmsi);
}, 180_000);
