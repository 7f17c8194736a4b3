import { InputError } from "../../../base/errors.ts";
import { dimapFacts } from "./dimap.ts";
import { landsatFacts } from "./landsat.ts";
import { leavesOfPvl } from "./leaves-of-pvl.ts";
import { leavesOfXml } from "./leaves-of-xml.ts";
import { Leaves } from "./leaves.ts";
import { maxarFacts } from "./maxar.ts";
import { planetFacts } from "./planet.ts";
import { sentinel2Facts } from "./sentinel-2.ts";
import type { SidecarFacts } from "./sidecar-facts.ts";

/**
 * Reads a supplier's own description of a picture: Maxar IMD and XML, DIMAP 1 and 2 (SPOT, Pléiades), Planet's JSON, Sentinel-2's
 * MTD_TL and MTD_MSI, Landsat's MTL as text and XML. `file` is the bare name, for sources and messages.
 * Returns null for a file that is none of these.
 * @throws InputError on malformed XML or JSON and on a file beyond the readers' bounds
 */
export function readSidecar(file: string, text: string): SidecarFacts | null {
  if (/\.imd$/i.test(file)) return maxarFacts(new Leaves(file, leavesOfPvl(text, file)));
  if (/_mtl\.txt$/i.test(file)) return landsatFacts(new Leaves(file, leavesOfPvl(text, file)));
  if (/\.json$/i.test(file)) return planetFacts(file, parsedJson(file, text));
  if (!/\.xml$/i.test(file)) return null;
  const leaves = new Leaves(file, leavesOfXml(text, file));
  const root = leaves.all[0]?.path.split("/")[0] ?? "";
  if (root === "ISD") return maxarFacts(leaves);
  if (root === "DIMAP_DOCUMENT") return dimapFacts(leaves);
  if (/^LEVEL-\w+_(?:TILE_ID|USER_PRODUCT)$/.test(root)) return sentinel2Facts(leaves);
  if (root === "LANDSAT_METADATA_FILE") return landsatFacts(leaves);
  return null;
}

const mostJson = 16 * 1024 * 1024;

function parsedJson(file: string, text: string): unknown {
  if (text.length > mostJson)
    throw InputError.of(file, "JSON", `${text.length} characters`, `at most ${mostJson}`);
  try {
    return JSON.parse(text);
  } catch {
    throw InputError.of(file, "JSON", "text that is not JSON", "well-formed JSON");
  }
}
