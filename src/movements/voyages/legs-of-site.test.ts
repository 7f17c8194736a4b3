import { expect, test } from "vitest";
import { madeVoyage } from "../../../test/made-voyage.ts";
import { legsOfSite } from "./legs-of-site.ts";

const leg = (fromPlace: string, toPlace: string) =>
  madeVoyage(`${fromPlace}-${toPlace}`, { fromPlace, toPlace });
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
