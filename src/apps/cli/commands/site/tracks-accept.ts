import { basename } from "node:path";
import { InputError, quoted } from "../../../../base/errors.ts";
import { positionLines, type PositionLine } from "../../../../sites/tracks/lines/lines-from-positions.ts";
import { limitsOfSite } from "../../../../sites/tracks/lines/site-limits.ts";
import { isPlain } from "../../../../sites/outlines/properties.ts";
import { sha256 } from "../../../../system/hash.ts";
import type { Call, ExitCode } from "../../definition.ts";
import { importedInWords } from "../../imported.ts";
import { withCase } from "../../with-case.ts";
import { tracksInside } from "./tracks-import.ts";
import { bytesOfTracks, textOfTracks } from "./tracks-read.ts";
import { siteOfCall, storeTracks, validityOfCall } from "./tracks-store.ts";

const command = "site tracks-accept";
const usualQuality = 0.6;

export async function run(call: Call): Promise<ExitCode> {
  const {
    args: [file = ""],
    options,
    output,
    signal,
  } = call;
  const by = typeof options["by"] === "string" ? options["by"].trim() : "";
  if (by === "" || by.length > 200 || !isPlain(by))
    throw InputError.of(command, "--by", quoted(by), "who accepts them, 1 to 200 characters on one line");
  const ids = typeof options["ids"] === "string" ? options["ids"].split(",").map((id) => id.trim()) : null;
  const atLeast = qualityOption(options["atLeast"]);
  const validity = validityOfCall(call, command);
  return withCase(call, "write", async (opened): Promise<ExitCode> => {
    const { site, areas: own } = siteOfCall(opened, call, command);
    const { bytes, name } = bytesOfTracks(file);
    const { lines } = positionLines(textOfTracks(bytes, name), name);
    const accepted = chosen(lines, ids, atLeast, name);
    const tracks = accepted.map((line) => ({
      id: line.id,
      gauge: line.gauge,
      lines: [line.points],
      basis: `proposed by the program from ${pictureOf(line)}, quality ${qualityOf(line)}; accepted by ${by}`,
    }));
    const { areas, outside } = tracksInside(
      tracks,
      {
        siteId: site.id,
        approximate: false,
        source: `file ${name}, sha256 ${sha256(bytes).slice(0, 16)}…`,
        limits: limitsOfSite(site, own, validity),
        ...validity,
      },
      basename(file),
    );
    const result = await storeTracks(opened, areas, file, signal);
    const told = {
      ...result,
      warnings: [...outside.map((id) => `${id} lies outside the site; left out`), ...result.warnings],
    };
    output.result({ ...told, tracks: areas.map((a) => a.id), of: lines.length }, () => [
      ...importedInWords(told),
      `${accepted.length} of ${lines.length} proposals accepted by ${by}`,
    ]);
    return 0;
  });
}

/** The lines that are named; with no names, those of at least a quality. */
function chosen(
  lines: readonly PositionLine[],
  ids: readonly string[] | null,
  atLeast: number | null,
  file: string,
): readonly PositionLine[] {
  const unknown = ids?.find((id) => !lines.some((line) => line.id === id));
  if (unknown !== undefined)
    throw InputError.of(command, "--ids", quoted(unknown), `ids of lines of ${file}`);
  const least = atLeast ?? (ids === null ? usualQuality : 0);
  const found = lines.filter((line) => {
    const { quality } = line.properties;
    return (
      (ids?.includes(line.id) ?? true) && (least === 0 || (typeof quality === "number" && quality >= least))
    );
  });
  if (found.length > 0) return found;
  throw InputError.of(file, "lines", `none of quality ${least} or more`, "lines that are accepted");
}

function qualityOf({ properties }: PositionLine): string {
  const { quality } = properties;
  return typeof quality === "number" ? quality.toFixed(2) : "not stated";
}

function pictureOf({ properties }: PositionLine): string {
  const { picture } = properties;
  return typeof picture === "string" && isPlain(picture)
    ? picture.slice(0, 300)
    : "a picture that is not named";
}

function qualityOption(text: string | boolean | undefined): number | null {
  if (text === undefined) return null;
  const value = Number(text);
  if (typeof text === "string" && text.trim() !== "" && value >= 0 && value <= 1) return value;
  throw InputError.of(command, "--at-least", quoted(String(text)), "a number from 0 to 1");
}
