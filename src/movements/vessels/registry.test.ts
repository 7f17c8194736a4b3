import { expect, test } from "vitest";
import type { Statement } from "../ais/fixes.ts";
import { differingPeriods } from "./contradictions.ts";
import { findVessels, meantVessel } from "./find-vessel.ts";
import { flagOfMmsi, identityOf } from "./flag-digits.ts";
import { identityPeriods } from "./identity.ts";
import { proposalsFor } from "./proposals.ts";
import { knownVessels } from "./registry.ts";
import type { VesselFact, VesselField } from "./vessel-fact.ts";

const day = 86_400_000;
const said = (mmsi: number, changes: Partial<Statement> = {}): Statement => ({
  mmsi,
  name: "PAPER MOON",
  callSign: "UZZZ9",
  imo: 9_999_993,
  shipType: 70,
  lengthMetres: 120,
  widthMetres: 18,
  toBowMetres: null,
  toPortMetres: null,
  draughtMetres: null,
  destination: "",
  firstMs: 0,
  lastMs: day,
  reports: 10,
  ...changes,
});
let n = 0;
const fact = (
  vessel: string,
  field: VesselField,
  value: string,
  changes: Partial<VesselFact> = {},
): VesselFact => ({
  id: `f${++n}`,
  vessel,
  field,
  value,
  from: "",
  to: "",
  basis: "published",
  publisher: "a page",
  address: "",
  note: "",
  ...changes,
});

test("one ship number is one vessel over identities; a name and a call sign never join two", () => {
  const vessels = knownVessels(
    [fact("imo:9999993", "length", "121")],
    [
      said(273_000_001),
      said(613_000_001, { name: "PAPER SUN", firstMs: 2 * day, lastMs: 3 * day }),
      said(273_000_001, { imo: null, firstMs: day / 2 }),
      said(445_000_001, { imo: null }),
    ],
  );
  expect(vessels.map((v) => [v.key, v.mmsis, v.statements.length])).toEqual([
    ["imo:9999993", [273_000_001, 613_000_001], 3],
    ["mmsi:445000001", [445_000_001], 1],
  ]);
  expect(vessels[0]?.names[0]).toBe("PAPER SUN");
  expect(vessels[0]?.sharedNumber).toBe(false);
});

test("two identities that send with one ship number at one time are told of", () => {
  const [vessel] = knownVessels([], [said(273_000_001), said(613_000_001)]);
  expect(vessel?.sharedNumber).toBe(true);
});

test("a number with a wrong check digit joins nothing; an identity that stated two numbers keeps each statement with its own", () => {
  expect(knownVessels([], [said(273_000_001, { imo: 9_999_994 })]).map((v) => v.key)).toEqual([
    "mmsi:273000001",
  ]);
  const vessels = knownVessels(
    [],
    [said(273_000_001), said(273_000_001, { imo: 9_999_888 }), said(273_000_001, { imo: null })],
  );
  expect(vessels.map((v) => [v.key, v.statements.length])).toEqual([
    ["imo:9999888", 1],
    ["imo:9999993", 1],
    ["mmsi:273000001", 1],
  ]);
});

test("what it says of itself makes periods, and a changed name and flag follow each other", () => {
  const periods = identityPeriods(
    [],
    [
      said(273_000_001, { lastMs: day - 1 }),
      said(273_000_001, { firstMs: day, lastMs: 2 * day - 1 }),
      said(613_000_001, { name: "PAPER SUN", firstMs: 2 * day, lastMs: 3 * day - 1 }),
    ],
  );
  expect(periods.filter((p) => p.field === "name").map((p) => [p.value, p.fromMs, p.toMs])).toEqual([
    ["PAPER MOON", 0, 2 * day],
    ["PAPER SUN", 2 * day, 3 * day],
  ]);
  expect(periods.filter((p) => p.field === "flag").map((p) => p.value)).toEqual(["RU", "CM"]);
  expect(
    differingPeriods(periods)
      .filter((d) => d.field === "flag")
      .map((d) => d.relation),
  ).toEqual(["changed"]);
});

test("pages that differ stand side by side: contradicting, following, or not to be told", () => {
  const relation = (
    field: VesselField,
    a: Partial<VesselFact>,
    b: Partial<VesselFact>,
    values: [string, string],
  ) =>
    differingPeriods(
      identityPeriods(
        [fact("imo:9999993", field, values[0], a), fact("imo:9999993", field, values[1], b)],
        [],
      ),
    ).map((d) => d.relation);
  const both = { from: "2023-08", to: "2024-04" };
  expect(relation("flag", both, { from: "2024-04-25", to: "2024-04-25" }, ["RU", "KP"])).toEqual([
    "contradict",
  ]);
  expect(relation("flag", both, { from: "2024-05-01", to: "2024-06-01" }, ["RU", "KP"])).toEqual(["changed"]);
  expect(relation("flag", both, {}, ["RU", "KP"])).toEqual(["cannot-tell"]);
  expect(relation("length", {}, {}, ["120", "138"])).toEqual(["contradict"]);
  expect(relation("length", {}, {}, ["120", "100..122"])).toEqual([]);
  expect(relation("name", both, both, ["Angara", "Ангара"])).toEqual([]);
  expect(relation("listed", { from: "2022" }, { from: "2023-12-12" }, ["OFAC SDN", "OFAC SDN"])).toEqual([
    "contradict",
  ]);
  expect(relation("listed", { from: "2022" }, { from: "2022-05" }, ["OFAC SDN", "OFAC SDN"])).toEqual([]);
  const listed = (from: string) =>
    differingPeriods(
      identityPeriods(
        [
          fact("imo:9999993", "listed", "OFAC SDN", { from }),
          fact("imo:9999993", "not-listed", "OFAC SDN", { to: "2023-10-16" }),
        ],
        [],
      ),
    ).map((d) => d.relation);
  expect(listed("2022")).toEqual(["contradict"]);
  expect(listed("2023-12-12")).toEqual(["changed"]);
});

test("the same call sign, name and measures are proposed and not merged; another ship number excludes", () => {
  const crowd = Array.from({ length: 200 }, (_, i) =>
    said(366_000_000 + i, {
      imo: null,
      name: `VESSEL NUMBER ${i}`,
      callSign: `W${i}XY`,
      lengthMetres: 20 + i,
      widthMetres: 5,
    }),
  );
  const vessels = knownVessels(
    [],
    [
      said(273_000_001),
      said(445_000_001, { imo: null, name: "PAPERMOON" }),
      said(445_000_002, { imo: 9_999_888 }),
      ...crowd,
    ],
  );
  const own = vessels.find((v) => v.key === "imo:9999993");
  expect(own).toBeDefined();
  const proposals = own === undefined ? [] : proposalsFor(own, vessels);
  expect(proposals.map((p) => p.with)).toEqual(["mmsi:445000001"]);
  expect(proposals[0]?.reasons).toContain("the same call sign");
  expect(vessels.some((v) => v.key === "mmsi:445000001")).toBe(true);
});

test("a vessel is found by number or by a name in any spelling, and a name that fits two is left to a person", () => {
  const vessels = knownVessels(
    [fact("imo:9358010", "name", "Maia-1"), fact("imo:9161003", "name", "Lady R")],
    [said(273_000_001)],
  );
  const keys = (query: string) => findVessels(query, vessels).map((f) => f.vessel.key);
  expect(keys("9358010")).toEqual(["imo:9358010"]);
  expect(keys("IMO 9358010")).toEqual(["imo:9358010"]);
  expect(keys("273000001")).toEqual(["imo:9999993"]);
  expect(keys("Майя-1")).toEqual(["imo:9358010"]);
  expect(meantVessel(findVessels("Maya 1", vessels))?.key).toBe("imo:9358010");
  expect(meantVessel(findVessels("Ледi Р", vessels))).toBeNull();
  expect(keys("nothing like it")).toEqual([]);
});

test("identities by their form and administration", () => {
  expect(flagOfMmsi(273_000_001)).toBe("RU");
  expect(flagOfMmsi(445_000_001)).toBe("KP");
  expect(flagOfMmsi(200_000_001)).toBeNull();
  expect(flagOfMmsi(992_731_234)).toBeNull();
  expect(identityOf(992_731_234)).toEqual({ kind: "aid", country: "RU" });
  expect(identityOf(2_730_001).kind).toBe("coast");
  expect(identityOf(970_000_001).kind).toBe("beacon");
});
