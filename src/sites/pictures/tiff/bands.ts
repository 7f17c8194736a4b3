import { bandMeanings, type BandMeaning, type PictureDescription } from "../picture.ts";
import type { MetadataItem } from "./gdal-metadata.ts";
import type { Layout } from "./layout.ts";

/** Names that writers give to bands, with spaces and signs taken out. Numbers as of Sentinel-2, which alone writes B02 with a zero. */
const meaningOfName: Readonly<Record<string, BandMeaning>> = {
  coastal: "coastal",
  coastalblue: "coastal",
  coastalaerosol: "coastal",
  b01: "coastal",
  blue: "blue",
  b02: "blue",
  green: "green",
  b03: "green",
  red: "red",
  b04: "red",
  rededge: "red-edge",
  rededge1: "red-edge",
  rededge2: "red-edge",
  rededge3: "red-edge",
  b05: "red-edge",
  b06: "red-edge",
  b07: "red-edge",
  nir: "near-infrared",
  nir08: "near-infrared",
  nearinfrared: "near-infrared",
  b08: "near-infrared",
  b8a: "near-infrared",
  cirrus: "cirrus",
  b10: "cirrus",
  swir: "shortwave-infrared",
  swir16: "shortwave-infrared",
  swir22: "shortwave-infrared",
  shortwaveinfrared: "shortwave-infrared",
  b11: "shortwave-infrared",
  b12: "shortwave-infrared",
  grey: "grey",
  gray: "grey",
  pan: "grey",
  panchromatic: "grey",
  alpha: "alpha",
  vv: "vv",
  vh: "vh",
  hh: "hh",
  hv: "hv",
  scl: "classes",
  classes: "classes",
  palette: "classes",
};

/** What a band's name or GDAL's colour interpretation says that it shows. */
export function meaningOfBandName(name: string): BandMeaning {
  const key = name.toLowerCase().replace(/[^a-z0-9]/g, "");
  return Object.hasOwn(meaningOfName, key) ? (meaningOfName[key] ?? "unknown") : "unknown";
}

type Band = PictureDescription["bands"][number];

/** Colours of the first bands by TIFF's PhotometricInterpretation. One of several bands without colours is not called grey. */
function coloursOf(layout: Layout): readonly BandMeaning[] {
  switch (layout.photometric) {
    case 2:
    case 6:
      return ["red", "green", "blue"];
    case 3:
      return ["classes"];
    case 0:
    case 1:
      return layout.bands - layout.extraSamples.length <= 1 && layout.bands <= 2 ? ["grey"] : ["unknown"];
    default:
      return [];
  }
}

/**
 * What each band is called and shows, by the colours, the extra samples and GDAL's metadata, the last of which wins.
 * The item MEANING is the one that this program writes.
 */
export function bandsOf(layout: Layout, items: readonly MetadataItem[]): Band[] {
  const colours = coloursOf(layout);
  const firstExtra = layout.bands - layout.extraSamples.length;
  return Array.from({ length: layout.bands }, (_, band) => {
    const about = items.filter((i) => i.band === band);
    const described = about.find((i) => i.role === "description")?.value.trim() ?? "";
    const interpreted = about.find((i) => i.role === "colorinterp")?.value.trim() ?? "";
    const said = bandMeanings.find((m) => about.some((i) => i.name === "MEANING" && i.value === m));
    const extra = band >= firstExtra ? (layout.extraSamples[band - firstExtra] ?? 0) : 0;
    const stored: BandMeaning = extra === 1 || extra === 2 ? "alpha" : (colours[band] ?? "unknown");
    const meaning =
      said ??
      [described, interpreted].map(meaningOfBandName).find((m) => m !== "unknown") ??
      (interpreted === "" ? stored : "unknown");
    return { name: described === "" ? `band ${band + 1}` : described.slice(0, 200), meaning };
  });
}
