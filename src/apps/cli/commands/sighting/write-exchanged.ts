import { InputError, quoted } from "../../../../base/errors.ts";
import { csvText } from "../../../../movements/exchange/csv.ts";
import type { Exchanged } from "../../../../movements/exchange/exchanged.ts";
import { geoJsonText } from "../../../../movements/exchange/geojson.ts";
import { kmlText } from "../../../../movements/exchange/kml.ts";
import { writeWhole } from "../../../../system/files/atomic.ts";
import type { Call } from "../../definition.ts";
import { textOption } from "../mark/options.ts";

const formats = ["geojson", "csv", "kml"] as const;

/**
 * Writes things in the form that --format asks for, to --out or stdout.
 * @returns false when no form was asked for
 */
export function writeExchanged(
  call: Call,
  where: string,
  title: string,
  columns: readonly string[],
  things: readonly Exchanged[],
): boolean {
  const [asked, out] = [textOption(call, "format"), textOption(call, "out")];
  if (asked === null && out === null) return false;
  const format = formats.find((f) => f === asked);
  if (format === undefined)
    throw InputError.of(where, "--format", asked === null ? "nothing" : quoted(asked), formats.join(", "));
  const pieces =
    format === "csv"
      ? csvText(things, columns)
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
