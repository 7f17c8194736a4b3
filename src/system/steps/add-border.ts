import { InputError, quoted } from "../../base/errors.ts";
import { isId } from "../../base/table/column.ts";
import { borderLines } from "../../findings/distances/borders.ts";
import type { ReferenceLine } from "../../findings/distances/reference-line.ts";
import type { Position } from "../../sites/counting/site.ts";
import type { Case } from "../files/case-folder.ts";
import { borderData, countryTopology } from "../places/country-borders.ts";
import { referenceLines } from "../store/chain-tables.ts";
import { readPlaces } from "../store/reading.ts";
import { importFiles, type ImportResult, type Sink } from "./import.ts";

/** A border asked for: of which country, against which, near which site, and whose ground is whose. */
export interface BorderRequest {
  /** Beginning of the names of the lines. */
  readonly id: string;
  readonly of: string;
  readonly facing: string;
  /** Positions in ground that this variant gives to the first country; empty: as the data draws it. */
  readonly claimed: readonly Position[];
  readonly site: string;
  readonly withinKm: number;
}

/**
 * Draws the border of a country near a site from the borders that came with the program and keeps it as reference lines: where the two
 * countries touch, the coast, and the coast of claimed ground alone. Each says whose border it is.
 */
export async function addBorder(opened: Case, request: BorderRequest): Promise<ImportResult> {
  const settings = { ...request, claimed: request.claimed.map((p) => [...p]), data: borderData.name };
  return importFiles(opened, {
    step: "line border",
    settings,
    paths: [],
    read: async (_files, sink) => readBorder(opened, { ...request, data: borderData.name }, sink),
  });
}

/** Also run by `case verify`, against the records. */
export function readBorder(
  opened: Case,
  request: BorderRequest & { readonly data: string },
  sink: Sink,
  beforeTrail?: number,
) {
  const refuse = (field: string, found: string, allowed: string): never => {
    throw InputError.of("line border", field, found, allowed);
  };
  const { id, of, facing, claimed, withinKm } = request;
  if (request.data !== borderData.name)
    refuse("data", quoted(request.data), `${borderData.name}, which came with this program`);
  if (!isId(id) || id.length > 60) refuse("id", quoted(id), "1 to 60 of a-z, 0-9, . and -");
  if (!(withinKm > 0 && withinKm <= 5_000)) refuse("--within", String(withinKm), "kilometres from 1 to 5000");
  const { sites } = readPlaces(opened.database, beforeTrail === undefined ? {} : { beforeTrail });
  const site =
    sites.find((s) => s.id === request.site) ??
    refuse(
      "--near",
      quoted(request.site),
      `a site of the case: ${sites.map((s) => s.id).join(", ") || "none yet"}`,
    );
  const lines =
    borderLines(countryTopology(), {
      of,
      facing,
      claimed,
      near: site.position,
      withinMetres: withinKm * 1000,
    }) ??
    refuse(
      "--of, --facing",
      quoted(`${of}, ${facing}`),
      "names of countries as in Natural Earth, or their numbers of ISO 3166-1",
    );
  const view =
    claimed.length === 0
      ? borderData.view
      : `${borderData.view}, but the ground at ${claimed.map((p) => `${p[1]}, ${p[0]}`).join("; ")} is given to ${of} here`;
  const named = [
    ["land", `the land border of ${of} with ${facing}`, lines.land],
    ["coast", `the coast of ${of}`, lines.coast],
    ["claimed-coast", `the coast of the ground claimed for ${of}`, lines.claimedCoast],
  ] as const;
  const summary = { lines: 0, positions: 0 };
  for (const [suffix, name, parts] of named) {
    if (parts.length === 0) continue;
    const line: ReferenceLine = {
      id: `${id}.${suffix}`,
      name: `${name}${claimed.length === 0 || suffix === "claimed-coast" ? "" : ", claimed ground included"}`,
      parts,
      errorMetres: borderData.errorMetres,
      validFrom: null,
      validTo: null,
      basis: `${borderData.name}: ${view}. Only within ${withinKm} km of ${site.name}.`,
      source: "https://github.com/topojson/world-atlas",
    };
    sink.add(referenceLines, line);
    summary.lines++;
    summary.positions += parts.reduce((sum, p) => sum + p.length, 0);
  }
  if (summary.lines === 0)
    refuse(
      "--within",
      `${withinKm} km`,
      `a distance within which ${of} and ${facing} have a border near ${site.name}`,
    );
  return { summary, warnings: [] };
}
