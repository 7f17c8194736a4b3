import { noSecond, senderClasses, type Fixes } from "../../../movements/ais/fixes.ts";
import { isoTime } from "./track-writer.ts";

/** Our own columns, which import reads again. Numbers and times only, so that a spreadsheet finds no formula in it. */
export const csvHeader =
  "mmsi,at,longitude,latitude,speed_knots,course_degrees,heading_degrees,status,sender_class,utc_second\n";

const open = (value: number | undefined): string =>
  value === undefined || Number.isNaN(value) ? "" : String(Number(value.toFixed(2)));

const second = (value = noSecond): string => (value === noSecond ? "" : String(value));

export function csvText(fixes: Fixes): string {
  const lines: string[] = [];
  for (let i = 0; i < fixes.length; i++)
    lines.push(
      `${fixes.mmsi[i]},${isoTime(fixes.at[i] ?? 0)},${fixes.longitude[i]},${fixes.latitude[i]},${open(fixes.speed[i])},${open(fixes.course[i])},${open(fixes.heading[i])},${fixes.status[i]},${senderClasses[fixes.senderClass[i] ?? 6]},${second(fixes.second[i])}\n`,
    );
  return lines.join("");
}
