import { extname } from "node:path";
import { InputError, quoted } from "../../../../base/errors.ts";
import { csvText } from "../../../../movements/exchange/csv.ts";
import type { Exchanged } from "../../../../movements/exchange/exchanged.ts";
import { geoJsonText } from "../../../../movements/exchange/geojson.ts";
import { kmlText } from "../../../../movements/exchange/kml.ts";
import { writeWhole } from "../../../../system/files/atomic.ts";
import type { Call } from "../../definition.ts";
import { textOption } from "../mark/options.ts";

const formats = ["geojson", "csv", "kml"] as const;

/** "kml" of "legs.KML"; GeoJSON is often called .json. */
const endingOf = (path: string): string => {
  const ending = extname(path).slice(1).toLowerCase();
  return ending === "json" ? "geojson" : ending;
};

/**
 * Writes things in the form that --format asks for, or else the ending of --out, to --out or stdout.
 * @param inTable what a thing is in a table where it is another one than for a map
 * @returns false when no form was asked for
 */
export function writeExchanged(
  call: Call,
  where: string,
  title: string,
  columns: readonly string[],
  things: readonly Exchanged[],
  inTable: (thing: Exchanged) => Exchanged = (thing) => thing,
): boolean {
  const [asked, out] = [textOption(call, "format"), textOption(call, "out")];
  if (asked === null && out === null) return false;
  const form = asked ?? endingOf(out ?? "");
  const format = formats.find((f) => f === form);
  if (format === undefined)
    throw asked === null
      ? InputError.of(
          where,
          "--out",
          quoted(out ?? ""),
          `a file that ends in .${formats.join(", .")}; or --format`,
        )
      : InputError.of(where, "--format", quoted(asked), formats.join(", "));
  const pieces =
    format === "csv"
      ? csvText(things.map(inTable), columns)
      : format === "kml"
        ? kmlText(title, things)
        : geoJsonText(things);
  const text = [...pieces].join("");
  if (out === null) process.stdout.write(text);
  else {
    writeWhole(out, text);
    call.output.say(`${things.length} written to ${out}`);
  }
  return true;
}
