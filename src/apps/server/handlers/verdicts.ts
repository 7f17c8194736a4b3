import { quoted } from "../../../base/errors.ts";
import { csvText } from "../../../movements/exchange/csv.ts";
import { geoJsonText } from "../../../movements/exchange/geojson.ts";
import { kmlText } from "../../../movements/exchange/kml.ts";
import { verdictColumns } from "../../../movements/matching/exchanged-verdict.ts";
import { verdicts } from "../../../movements/matching/verdict.ts";
import { exchangedVerdicts } from "../../../system/steps/exchanged-verdicts.ts";
import { NotFoundError } from "../failure.ts";
import type { Asked } from "../route.ts";
import { stretchOf } from "./movements.ts";

const types = {
  csv: "text/csv; charset=utf-8",
  geojson: "application/geo+json",
  kml: "application/vnd.google-earth.kml+xml",
} as const;

/** The verdicts that hold, as a file for other programs: as `yardwatch sighting match` writes it, and nothing is weighed for it. */
export function getVerdictsFile({ bench, params, query, reply }: Asked) {
  const asked = params["format"] ?? "";
  const format = (Object.keys(types) as (keyof typeof types)[]).find((f) => f === asked);
  if (format === undefined)
    throw new NotFoundError(
      `verdicts are handed out as ${Object.keys(types).join(", ")}, not as ${quoted(asked)}`,
    );
  const word = verdicts.find((w) => w === query["word"]) ?? null;
  const things = exchangedVerdicts(bench.opened, { ...stretchOf(query["from"], query["to"]), word });
  const pieces =
    format === "csv"
      ? csvText(things, verdictColumns)
      : format === "kml"
        ? kmlText("Verdicts", things)
        : geoJsonText(things);
  return reply
    .type(types[format])
    .header(
      "content-disposition",
      `attachment; filename="verdicts${word === null ? "" : `-${word}`}.${format}"`,
    )
    .send([...pieces].join(""));
}
