import { basename } from "node:path";
import { InputError, quoted } from "../../../../base/errors.ts";
import { readGeoJson } from "../../../../sites/outlines/geojson.ts";
import type { Call, ExitCode } from "../../definition.ts";
import { change, textOption } from "./drawing.ts";
import { bytesOfTracks, textOfTracks } from "./tracks-read.ts";

export async function run(call: Call): Promise<ExitCode> {
  const {
    args: [file = ""],
  } = call;
  const { bytes, name } = bytesOfTracks(file);
  const { places } = readGeoJson(textOfTracks(bytes, name), basename(file));
  const siteId = textOption(call, "site");
  const foreign = places.areas.find((a) => a.siteId !== siteId);
  if (foreign !== undefined)
    throw InputError.of(name, "site", quoted(foreign.siteId), `${siteId}, the site of --site`);
  const newSite = places.sites.find((s) => s.id === siteId) ?? null;
  return change(call, siteId, (opened) => {
    const known = opened.database.prepare("SELECT 1 FROM sites WHERE id = ?").get(siteId) !== undefined;
    return { drawn: places.areas, newSite: known ? null : newSite };
  });
}
