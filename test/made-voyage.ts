import type { VoyageRow } from "../src/movements/voyages/voyages-table.ts";

/** A published leg of a ship with its transponder off of which nothing is told but what is given. */
export const madeVoyage = (voyage: string, fields: Partial<VoyageRow> = {}): VoyageRow => ({
  voyage,
  vessel: "",
  imo: "",
  imoSource: null,
  mode: "ship",
  fromPlace: "",
  fromAt: "",
  toPlace: "",
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
  ...fields,
});
