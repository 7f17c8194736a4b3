import { InputError, quoted } from "../../../../base/errors.ts";
import { findVessels, meantVessel } from "../../../../movements/vessels/find-vessel.ts";
import { showVessel, vesselsOfCase } from "../../../../system/steps/vessels-of-case.ts";
import type { Call, ExitCode } from "../../definition.ts";
import { withCase } from "../../with-case.ts";
import { exchangedSighting, sightingColumns } from "../../../../movements/sightings/exchanged.ts";
import { writeExchanged } from "../sighting/write-exchanged.ts";
import { dayOption } from "./day-option.ts";
import { vesselInWords } from "./in-words.ts";

export const run = (call: Call): Promise<ExitCode> =>
  withCase(call, "read", async (opened): Promise<ExitCode> => {
    const [query = ""] = call.args;
    const { output } = call;
    const day = dayOption(call, "vessel show");
    const registry = await vesselsOfCase(opened, {
      reports: call.options["reports"] !== false,
      signal: call.signal,
    });
    const found = findVessels(query, registry.vessels);
    if (found.length === 0)
      throw InputError.of(
        "vessel show",
        "vessel",
        quoted(query),
        "a ship number, maritime identity or name on record; vessel list prints them",
      );
    const meant = meantVessel(found);
    if (meant === null) {
      output.result(
        {
          candidates: found.map(({ vessel, by, likeness }) => ({
            key: vessel.key,
            names: vessel.names,
            by,
            likeness,
          })),
        },
        () => [
          `${found.length === 1 ? "one vessel" : `${found.length} vessels`} may be meant by ${quoted(query)}; ask again with its number:`,
          ...found
            .slice(0, 40)
            .map(
              (f) =>
                `  ${f.vessel.key.padEnd(16)}  likeness ${f.likeness.toFixed(2)}  ${f.vessel.names.slice(0, 6).join(", ")}`,
            ),
        ],
      );
      return 1;
    }
    const shown = await showVessel(opened, meant, registry, day);
    const exchanged = [
      ...shown.named.map(({ published }) => exchangedSighting(published.sighting, published)),
      ...shown.mayBe.map(({ sighting, probability }) => {
        const thing = exchangedSighting(sighting, null);
        return { ...thing, properties: { ...thing.properties, may_be: shown.vessel.key, probability } };
      }),
    ];
    const columns = [...sightingColumns, "may_be", "probability"];
    if (
      writeExchanged(
        call,
        "vessel show",
        `Sightings of ${shown.vessel.names[0] ?? shown.vessel.key}`,
        columns,
        exchanged,
      )
    )
      return 0;
    output.result(shown, () => vesselInWords(shown, output.width));
    return 0;
  });
