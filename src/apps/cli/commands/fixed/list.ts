import { InputError, quoted } from "../../../../base/errors.ts";
import { parseSpan } from "../../../../base/time/span.ts";
import type { FixedObject } from "../../../../movements/fixed/fixed-object.ts";
import { currentObjects, standingOn } from "../../../../movements/fixed/standing.ts";
import { readFixedObjects } from "../../../../system/store/reading-fixed.ts";
import type { Call, ExitCode } from "../../definition.ts";
import { withCase } from "../../with-case.ts";
import { textOption } from "../mark/options.ts";
import { writeExchanged } from "../sighting/write-exchanged.ts";
import { exchangedFixed, fixedColumns } from "./exchanged.ts";

export const run = (call: Call): Promise<ExitCode> =>
  withCase(call, "read", (opened): ExitCode => {
    const versions = readFixedObjects(opened.database);
    const day = textOption(call, "on");
    const parsed = day === null ? null : parseSpan(day, 0);
    if (parsed !== null && (!parsed.ok || parsed.span.precision !== "day"))
      throw InputError.of("fixed list", "--on", quoted(day ?? ""), "a day as 2021-12-31");
    const objects =
      day !== null
        ? standingOn(versions, day)
        : call.options["all"] === true
          ? versions
          : currentObjects(versions);
    if (writeExchanged(call, "fixed list", "Fixed objects", fixedColumns, objects.map(exchangedFixed)))
      return 0;
    call.output.result({ objects }, () => (objects.length === 0 ? ["no fixed objects"] : objects.map(line)));
    return 0;
  });

function line(o: FixedObject): string {
  const [longitude, latitude] = o.position;
  return [
    `${longitude.toFixed(4)}, ${latitude.toFixed(4)}`.padEnd(20),
    `${Math.round(o.radiusMetres)} m`.padStart(6),
    o.kind.padEnd(12),
    `${o.validFrom ?? "ever"} to ${o.validTo ?? "now"}`.padEnd(24),
    o.withdrawn ? "taken off" : o.name,
    o.reason,
    `(${o.by})`,
    `[${o.id}]`,
  ]
    .filter((part) => part !== "")
    .join("  ");
}
