import { expect, test } from "vitest";
import { legsOfSite } from "./legs-of-site.ts";
import type { VoyageRow } from "./voyages-table.ts";

const leg = (fromPlace: string, toPlace: string): VoyageRow => ({
  voyage: `${fromPlace}-${toPlace}`,
  vessel: "",
  imo: "",
  imoSource: null,
  mode: "ship",
  fromPlace,
  fromAt: "",
  toPlace,
  toAt: "",
  containersLow: null,
  containersBest: null,
  containersHigh: null,
  containersWords: "",
  transponder: "off",
  identifiedBy: "named",
  observer: "",
  publisher: "",
  publishedAt: "",
  address: "",
  page: "primary",
  caveats: "",
});
const yard = { id: "yard", position: [130.6081, 42.4214] } as const;
const port = { id: "port", position: [130.295, 42.225] } as const;
const elsewhere = { id: "elsewhere", position: [0, 0] } as const;
const sites = [yard, port, elsewhere];

test("legs of a port nearby bear on a yard, with all that follow from them", () => {
  const legs = [leg("port", "far"), leg("far", "farther")];
  expect(legsOfSite(yard, sites, legs)).toEqual(legs);
});

test("a yard that no leg comes near has none", () => {
  expect(legsOfSite(elsewhere, sites, [leg("port", "far")])).toEqual([]);
  expect(legsOfSite(yard, sites, [leg("", "far")])).toEqual([]);
});
