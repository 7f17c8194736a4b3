import { counted } from "../../../../base/counted.ts";
import { extname } from "node:path";
import { InputError, quoted } from "../../../../base/errors.ts";
import { exchangedLinks, linkColumns } from "../../../../movements/chain/exchanged-links.ts";
import { csvText } from "../../../../movements/exchange/csv.ts";
import { geoJsonText } from "../../../../movements/exchange/geojson.ts";
import { kmlText } from "../../../../movements/exchange/kml.ts";
import type { ChainModel } from "../../../../movements/chain/chain.ts";
import { writeWhole } from "../../../../system/files/atomic.ts";
import { readAnalysis } from "../../../../system/steps/analyse-positions.ts";
import { askChain } from "../../../../system/steps/chain-of-case.ts";
import { heardCalls } from "../../../../system/steps/trips.ts";
import type { Call, ExitCode } from "../../definition.ts";
import { withCase } from "../../with-case.ts";
import { chainInWords } from "./in-words.ts";

const writers: Readonly<Record<string, (model: ChainModel) => Iterable<string>>> = {
  ".geojson": (model) => geoJsonText(exchangedLinks(model)),
  ".csv": (model) => csvText(exchangedLinks(model), linkColumns, { wkt: true }),
  ".kml": (model) => kmlText("Chain", exchangedLinks(model)),
};

export async function run(call: Call): Promise<ExitCode> {
  const { options, output } = call;
  const text = (name: string): string | undefined =>
    typeof options[name] === "string" ? options[name] : undefined;
  const out = text("out");
  const write = out === undefined ? undefined : writers[extname(out).toLowerCase()];
  if (out !== undefined && write === undefined)
    throw InputError.of("chain show", "--out", quoted(out), "a name that ends in .geojson, .csv or .kml");
  const trains = (text("trainsOf") ?? "").split(",").flatMap((id) => id.trim() || []);
  return withCase(call, "read", async (opened): Promise<ExitCode> => {
    // Loaded late: only a search for trains needs what reads them.
    const legs =
      trains.length === 0
        ? []
        : (await import("../../../../system/steps/found-legs-of-case.ts")).foundLegsOf(opened, trains);
    const model = askChain(opened, {
      from: text("from"),
      to: text("to"),
      at: text("at"),
      legs,
      // As voyage list: visits of position reports, where these were analysed already.
      ...heardCalls(readAnalysis(opened)),
    });
    if (out !== undefined && write !== undefined) writeWhole(out, [...write(model)].join(""));
    output.result(model, () => [
      ...chainInWords(model),
      ...(out === undefined ? [] : ["", `${counted(model.links.length, "link")} written to ${out}`]),
    ]);
    return 0;
  });
}
