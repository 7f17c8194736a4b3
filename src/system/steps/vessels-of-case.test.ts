import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { caseWithSites, example, temporaryFolder } from "../../../test/made-case.ts";
import { findVessels, meantVessel } from "../../movements/vessels/find-vessel.ts";
import type { Case } from "../files/case-folder.ts";
import { importContext } from "./import-context.ts";
import { importLooks } from "./import-looks.ts";
import { importSeen } from "./import-sightings.ts";
import { importVessels } from "./import-vessels.ts";
import { importWatchList } from "./import-watch-list.ts";
import { sightingsOfCase } from "./sightings-of-case.ts";
import { showVessel, vesselsOfCase, type VesselShown } from "./vessels-of-case.ts";
import { verifyCase } from "./verify-case.ts";

async function realCase(): Promise<Case> {
  const opened = await caseWithSites();
  await importLooks(opened, join(example, "looks.csv"));
  await importContext(opened, "voyage import", join(example, "voyages.csv"));
  await importVessels(opened, join(example, "vessels.csv"));
  await importSeen(opened, "sighting import", join(example, "sightings.csv"));
  return opened;
}

async function shown(opened: Case, query: string, day = "2023-10-16"): Promise<VesselShown> {
  const registry = await vesselsOfCase(opened, { reports: false });
  const vessel = meantVessel(findVessels(query, registry.vessels));
  if (vessel === null) throw new Error(`${query} is not one vessel`);
  return showVessel(opened, vessel, registry, day);
}

const values = (s: VesselShown, field: string): string[] =>
  s.identity.filter((p) => p.field === field).map((p) => p.value);

test("the case's published voyages and lengths are sightings with their origin, those inferred without a ship are not", async () => {
  const opened = await realCase();
  const { published, recorded } = sightingsOfCase(opened);
  const of = (id: string) => published.find((p) => p.sighting.id === id);
  expect(of("voyage/lady-r-2023-10-06-rajin/to")).toMatchObject({
    vessel: "Lady R",
    imo: "9161003",
    siteId: "rajin",
    origin: { record: "voyage", id: "lady-r-2023-10-06-rajin", end: "to" },
    sighting: { position: [130.295, 42.225], error: { semiMajorMetres: 3000 }, at: { text: "2023-10-06" } },
  });
  expect(of("count/voa-2024-03-12-rajin-ship")).toMatchObject({
    vessel: "",
    sighting: { lengthMetres: { best: 115 } },
  });
  // A day at Rajin begins at 15:00 UTC of the day before.
  expect(of("voyage/lady-r-2023-10-06-rajin/to")?.sighting.at.fromMs).toBe(Date.UTC(2023, 9, 5, 15));
  expect(of("voyage/unnamed-2023-10-14-rajin/from")).toBeUndefined();
  expect(published.some((p) => p.origin.id === "angara-2023-08-to-10-trips")).toBe(false);
  expect(recorded.map((s) => s.id)).toEqual(["rajin-2024-03-10", "rajin-2026-01"]);
  expect((await verifyCase(opened)).damage).toEqual([]);
});

test("Angara's flag: one page against the others, side by side", async () => {
  const angara = await shown(await realCase(), "Angara");
  expect(values(angara, "flag").sort()).toEqual(["KP", "RU"]);
  const [flag] = angara.differing.filter((d) => d.field === "flag");
  expect(flag?.relation).toBe("contradict");
  expect([flag?.a, flag?.b].map((p) => (p?.said.by === "page" ? p.said.fact.publisher : ""))).toContain(
    "Kyiv Independent",
  );
  expect(values(angara, "length")).toEqual(["120"]);
  expect(angara.legs.map((l) => l.voyage.voyage)).toContain("angara-2023-12-09-rajin");
});

test("when Maria was listed: what contradicts, and what an edition on record says of a day", async () => {
  const made = await realCase();
  const maria = await shown(made, "Мария");
  const listed = maria.differing.filter((d) => d.field === "listed");
  expect(listed.map((d) => d.relation)).toEqual(["contradict", "contradict", "changed"]);
  expect(maria.lists).toEqual([]);
  const path = join(temporaryFolder(), "own.csv");
  writeFileSync(path, "entry,name,imo,listed_from\n1,MARIA,8517839,2023-12-12\n");
  await importWatchList(made, path, { list: "a list", published: "2024-02-01" });
  const on = async (day: string) => (await shown(made, "8517839", day)).lists.map((l) => l.word);
  expect(await on("2023-10-16")).toEqual(["not-listed"]);
  expect(await on("2023-12-12")).toEqual(["listed"]);
  expect((await shown(made, "9179842")).listEntries).toEqual([]);
});

test("the ship of 135 m is most like Maia-1, with rivals; Angara or Lady R stay two where both may be", async () => {
  const made = await realCase();
  const maia = await shown(made, "Maya-1");
  const may = (s: VesselShown, id: string) => s.mayBe.find((m) => m.sighting.id === id);
  const big = may(maia, "count/voa-2023-10-30-rajin-ship");
  expect(big?.recognition.word).toBe("several");
  expect(big?.recognition.candidates[0]?.key).toBe("imo:9358010");
  expect(big?.recognition.candidates).toHaveLength(4);
  expect(may(maia, "count/voa-2023-10-26-rajin-ship")).toBeUndefined();
  const either = may(await shown(made, "Angara"), "rajin-2026-01")?.recognition;
  expect(
    either?.candidates
      .slice(0, 2)
      .map((c) => c.key)
      .sort(),
  ).toEqual(["imo:9161003", "imo:9179842"]);
  expect(either?.candidates[0]?.probability).toBeCloseTo(either?.candidates[1]?.probability ?? 0, 3);
  // In March 2024 Angara lay in a yard: she is all but out.
  const march = may(await shown(made, "Lady R"), "rajin-2024-03-10");
  expect(march?.recognition.candidates[0]?.key).toBe("imo:9161003");
  expect(march?.recognition.candidates.find((c) => c.key === "imo:9179842")?.probability).toBeLessThan(0.01);
  expect(march?.claims.map((c) => c.vessel)).toEqual(["Lady R"]);
});
