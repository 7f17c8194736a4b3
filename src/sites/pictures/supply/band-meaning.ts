import type { BandMeaning } from "../picture.ts";

/** Common names of STAC's eo extension, versions 1 and 2, and polarisations of its sar extension. */
const meanings: Readonly<Record<string, BandMeaning>> = {
  coastal: "coastal",
  blue: "blue",
  green: "green",
  green05: "green",
  red: "red",
  rededge: "red-edge",
  rededge071: "red-edge",
  rededge075: "red-edge",
  rededge078: "red-edge",
  nir: "near-infrared",
  nir08: "near-infrared",
  nir09: "near-infrared",
  cirrus: "cirrus",
  swir16: "shortwave-infrared",
  swir22: "shortwave-infrared",
  pan: "grey",
  vv: "vv",
  vh: "vh",
  hh: "hh",
  hv: "hv",
};

/** What a band shows, by the common name or polarisation that a catalogue gives it; `unknown` for names that say nothing. */
export function meaningOf(commonName: string): BandMeaning {
  const name = commonName.trim().toLowerCase();
  return Object.hasOwn(meanings, name) ? (meanings[name] ?? "unknown") : "unknown";
}
