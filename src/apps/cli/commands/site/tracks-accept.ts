import { counted } from "../../../../base/counted.ts";
import { InputError, quoted } from "../../../../base/errors.ts";
import { positionLines, type PositionLine } from "../../../../sites/tracks/lines/lines-from-positions.ts";
import { isPlain } from "../../../../sites/outlines/properties.ts";
import { decideProposals, qualityOf } from "../../../../system/steps/decide-proposals.ts";
import type { Call, ExitCode } from "../../definition.ts";
import { importedInWords } from "../../imported.ts";
import { withCase } from "../../with-case.ts";
import { bytesOfTracks, textOfTracks } from "./tracks-read.ts";
import { siteOfCall, validityOfCall } from "./tracks-store.ts";

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
  const ids = idsOf(options["ids"]);
  const rejected = idsOf(options["reject"]) ?? [];
  const reason = typeof options["reason"] === "string" ? options["reason"] : "";
  const atLeast = qualityOption(options["atLeast"]);
  const validity = validityOfCall(call, command);
  return withCase(call, "write", async (opened): Promise<ExitCode> => {
    const { site } = siteOfCall(opened, call, command);
    const { bytes, name } = bytesOfTracks(file);
    const { lines } = positionLines(textOfTracks(bytes, name), name);
    const accepted = chosen(lines, ids, rejected, atLeast, name);
    const { result, tracks, of } = await decideProposals(opened, {
      site: site.id,
      path: file,
      accept: accepted.map(({ id }) => ({ id })),
      reject: rejected.map((id) => ({ id, reason })),
      by,
      reason,
      ...validity,
      signal,
    });
    output.result({ ...result, tracks, of }, () => [
      ...importedInWords(result),
      `${accepted.length} of ${counted(of, "proposal")} accepted by ${by}${rejected.length === 0 ? "" : `, ${rejected.length} rejected`}`,
    ]);
    return 0;
  });
}

const idsOf = (text: string | boolean | undefined): readonly string[] | null =>
  typeof text === "string" ? text.split(",").map((id) => id.trim()) : null;

/** The lines that are named; with no names, those of at least a quality that are not rejected. */
function chosen(
  lines: readonly PositionLine[],
  ids: readonly string[] | null,
  rejected: readonly string[],
  atLeast: number | null,
  file: string,
): readonly PositionLine[] {
  for (const [option, named] of [
    ["--ids", ids ?? []],
    ["--reject", rejected],
  ] as const) {
    const unknown = named.find((id) => !lines.some((line) => line.id === id));
    if (unknown !== undefined)
      throw InputError.of(command, option, quoted(unknown), `ids of lines of ${file}`);
  }
  const least = atLeast ?? (ids === null ? usualQuality : 0);
  const found = lines.filter(
    (line) =>
      (ids?.includes(line.id) ?? !rejected.includes(line.id)) &&
      (least === 0 || (qualityOf(line) ?? -1) >= least),
  );
  if (found.length > 0 || rejected.length > 0) return found;
  throw InputError.of(file, "lines", `none of quality ${least} or more`, "lines that are accepted");
}

function qualityOption(text: string | boolean | undefined): number | null {
  if (text === undefined) return null;
  const value = Number(text);
  if (typeof text === "string" && text.trim() !== "" && value >= 0 && value <= 1) return value;
  throw InputError.of(command, "--at-least", quoted(String(text)), "a number from 0 to 1");
}
