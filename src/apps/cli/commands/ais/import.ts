import { counted } from "../../../../base/counted.ts";
import { InputError, quoted } from "../../../../base/errors.ts";
import { textFormats } from "../../../../movements/ais/formats/recognise.ts";
import type { PositionImport } from "../../../../movements/ais/position-import.ts";
import { chooseEngine } from "../../../../system/positions/engine.ts";
import { zoneOf } from "../../../../system/positions/zone.ts";
import { followFeed } from "../../../../system/steps/follow-feed.ts";
import { importPositions } from "../../../../system/steps/import-positions.ts";
import type { Call, ExitCode } from "../../definition.ts";
import { withCase } from "../../with-case.ts";
import { importedLines } from "./imported-lines.ts";

export async function run(call: Call): Promise<ExitCode> {
  const {
    args: [file = ""],
    options,
    output,
    signal,
  } = call;
  const format = formatOf(options["format"]);
  const zoneMinutes = zoneOf(typeof options["zone"] === "string" ? options["zone"] : undefined);
  return withCase(call, "write", async (opened): Promise<ExitCode> => {
    if (typeof options["positions"] === "string") chooseEngine(opened, options["positions"]);
    if (file === "-") {
      const result = await followFeed(opened, process.stdin, {
        format,
        zoneMinutes,
        timeOfArrival: options["timeOfArrival"] === true,
        everyReports: wholeOf("--every-reports", options["everyReports"], 500_000),
        everySeconds: wholeOf("--every-seconds", options["everySeconds"], 60),
        signal,
        onCommit: (done) =>
          output.say(`on record: ${counted(done.reports, "report")}, ${done.added} of them new`),
        onProgress: (what) => output.progress(`ais import: ${what}`),
      });
      output.result(result, () => importedLines("standard input", result));
      return 0;
    }
    const result = await importPositions(opened, file, {
      format,
      zoneMinutes,
      ...(options["keep"] === true ? { keep: true } : {}),
      again: options["again"] === true,
      signal,
      onProgress: (what) => output.progress(`ais import: ${what}`),
    });
    output.result(result, () =>
      result.import === null
        ? [`nothing new: ${file} is on record already (--again reads it once more)`]
        : importedLines(result.import.source, {
            ...result,
            format: result.import.format,
            lines: result.import.lines,
            refused: result.import.refused,
            clock: result.import.clock,
            days: Object.keys(result.import.days),
            imports: [result.import.id],
          }),
    );
    return result.import !== null && result.import.lines > 0 && nothingRead(result.import) ? 1 : 0;
  });
}

/** A file of which no line could be used was read for nothing: that is said by the exit code too. */
const nothingRead = ({ fixes, statements }: Pick<PositionImport, "fixes" | "statements">): boolean =>
  fixes === 0 && statements === 0;

function formatOf(text: string | boolean | undefined): (typeof textFormats)[number] | undefined {
  if (typeof text !== "string") return undefined;
  const format = textFormats.find((f) => f === text);
  if (format === undefined)
    throw InputError.of("ais import", "--format", quoted(text), textFormats.join(", "));
  return format;
}

function wholeOf(flag: string, text: string | boolean | undefined, otherwise: number): number {
  if (typeof text !== "string") return otherwise;
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1)
    throw InputError.of("ais import", flag, quoted(text), "a whole number from 1");
  return value;
}
