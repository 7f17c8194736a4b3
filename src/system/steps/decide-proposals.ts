import { readFileSync } from "node:fs";
import type { Json } from "../../base/canonical.ts";
import { InputError, quoted } from "../../base/errors.ts";
import type { Area, Site } from "../../sites/counting/site.ts";
import { areaKey } from "../../sites/outlines/outline-key.ts";
import { planDrawing, type DrawingPlan } from "../../sites/outlines/plan-drawing.ts";
import type { ProposalDecision } from "../../sites/outlines/proposal-decision.ts";
import { isPlain } from "../../sites/outlines/properties.ts";
import { positionLines, type PositionLine } from "../../sites/tracks/lines/lines-from-positions.ts";
import { limitsOfSite, type Validity } from "../../sites/tracks/lines/site-limits.ts";
import { tracksInside } from "../../sites/tracks/lines/tracks-inside.ts";
import type { Case } from "../files/case-folder.ts";
import { sha256 } from "../hash.ts";
import { readOutlineRecords, readProposalDecisions, statesOf } from "../store/reading-outlines.ts";
import { readPlaces } from "../store/reading.ts";
import { amendments, areas, proposals } from "../store/tables.ts";
import { newestChange, plain } from "./draw-areas.ts";
import { importFiles, type ImportResult, type Sink, type SourceFile } from "./import.ts";

/** What a person says of proposed tracks. */
export interface DecideRequest extends Validity {
  readonly site: string;
  /** A GeoJSON file of `site tracks-propose`. */
  readonly path: string;
  readonly accept: readonly { readonly id: string; readonly name?: string | undefined }[];
  readonly reject: readonly { readonly id: string; readonly reason: string }[];
  readonly by: string;
  readonly reason: string;
  readonly signal?: AbortSignal | undefined;
}

/** What a trail entry holds beside the file of the proposals. */
export interface DecideSettings extends Validity {
  readonly site: string;
  readonly accept: readonly { readonly id: string; readonly name?: string }[];
  readonly reject: readonly { readonly id: string; readonly reason: string }[];
  readonly by: string;
  readonly reason: string;
  /** How many decisions and changes of outlines stood before this one: the same words again are another decision. */
  readonly decided: number;
  readonly after: number;
}

export interface Decided {
  readonly result: ImportResult;
  /** Ids of the areas that accepted proposals became. */
  readonly tracks: readonly string[];
  /** How many lines the file proposes. */
  readonly of: number;
}

/**
 * Puts on record what a person said of proposed tracks: accepted ones become areas of role tracks, cut to the site; rejected ones stay on record with
 * their reason. What was accepted before and still holds is not drawn twice.
 * @throws InputError when a line is not in the file, is both accepted and rejected, or lies outside the site
 */
export async function decideProposals(opened: Case, request: DecideRequest): Promise<Decided> {
  const { site, accept, reject, by, reason, validFrom, validTo } = request;
  for (const [field, text, least] of [
    ["by", by, 1],
    ["reason", reason, 0],
    ...reject.map((r) => ["reason", r.reason, 0] as const),
  ] as const)
    if (text.trim().length < least || text.length > 2_000 || !isPlain(text))
      throw InputError.of("proposals", field, quoted(text), "words on one line, up to 2000 characters");
  const settings: DecideSettings = {
    site,
    accept: accept.map(({ id, name }) => (name === undefined ? { id } : { id, name })),
    reject: reject.map(({ id, reason: why }) => ({ id, reason: why.trim() })),
    by: by.trim(),
    reason: reason.trim(),
    validFrom,
    validTo,
    decided: readProposalDecisions(opened.database, site).length,
    after: newestChange(readOutlineRecords(opened.database, { siteId: site })),
  };
  let [tracks, of]: [readonly string[], number] = [[], 0];
  const result = await importFiles(opened, {
    step: "site decide",
    settings: JSON.parse(JSON.stringify(settings)) as { readonly [name: string]: Json },
    paths: [request.path],
    signal: request.signal,
    read: async (files, sink) => {
      const decided = decisions(opened, files, settings);
      tracks = decided.areas.map((a) => a.id);
      of = decided.of;
      return addDecisions(decided, sink);
    },
  });
  return { result, tracks, of };
}

/** Makes the records of decisions again. Run by `case verify`, against the records. */
export const readDecisions = (
  opened: Case,
  files: readonly SourceFile[],
  settings: DecideSettings,
  sink: Sink,
  beforeTrail: number,
) => addDecisions(decisions(opened, files, settings, beforeTrail), sink);

interface DecidedPlan extends DrawingPlan {
  readonly decided: readonly ProposalDecision[];
  readonly of: number;
  readonly warnings: readonly string[];
}

function decisions(
  opened: Case,
  files: readonly SourceFile[],
  settings: DecideSettings,
  beforeTrail: number = Number.MAX_SAFE_INTEGER,
): DecidedPlan {
  const [file] = files;
  if (file === undefined) throw InputError.of("proposals", "file", "none", "a file of proposed tracks");
  const { sites, areas: ownAreas } = readPlaces(opened.database, { beforeTrail });
  const site = sites.find((s) => s.id === settings.site);
  if (site === undefined)
    throw InputError.of("proposals", "site", quoted(settings.site), "a site of the case");
  const bytes = readFileSync(file.path);
  const { lines } = positionLines(textOf(bytes, file.name), file.name);
  const known = readOutlineRecords(opened.database, { siteId: site.id, beforeTrail });
  const lineOf = (id: string): PositionLine => {
    const line = lines.find((l) => l.id === id);
    if (line === undefined)
      throw InputError.of("proposals", "id", quoted(id), `ids of lines of ${file.name}`);
    return line;
  };
  const twice = settings.accept.find(({ id }) => settings.reject.some((r) => r.id === id));
  if (twice !== undefined)
    throw InputError.of("proposals", "id", `${quoted(twice.id)}, accepted and rejected`, "one of the two");
  const held = new Set(statesOf(known).flatMap((s) => (s.held ? [s.key] : [])));
  const before = new Set(
    readProposalDecisions(opened.database, site.id, beforeTrail).flatMap((p) =>
      p.outline !== null && held.has(p.outline) ? [lineKey(site.id, p.picture, p.line)] : [],
    ),
  );
  const fresh = settings.accept.filter(({ id }) => {
    const line = lineOf(id);
    return !before.has(lineKey(site.id, pictureOf(line), line.points));
  });
  const { areas, outside, became } =
    fresh.length === 0
      ? { areas: [], outside: [], became: [] }
      : tracksInside(
          fresh.map(({ id, name }) => {
            const line = lineOf(id);
            return {
              id: name ?? id,
              gauge: line.gauge,
              lines: [line.points],
              basis: `proposed by the program from ${pictureOf(line)}, quality ${qualityInWords(line)}; accepted by ${settings.by}`,
            };
          }),
          {
            siteId: site.id,
            approximate: false,
            source: `file ${file.name}, sha256 ${sha256(bytes).slice(0, 16)}…`,
            limits: limitsOfSite(site, ownAreas, settings),
            validFrom: settings.validFrom,
            validTo: settings.validTo,
          },
          file.name,
          known.areas.map((r) => r.record.id),
        );
  const plan = planDrawing(plain(known), {
    siteId: site.id,
    drawn: areas,
    end: [],
    withdraw: [],
    undo: null,
    by: settings.by,
    reason: settings.reason,
  });
  const decide = (
    id: string,
    decision: "accepted" | "rejected",
    area: string | null,
    reason: string,
  ): ProposalDecision => {
    const line = lineOf(id);
    return {
      id: `${lineKey(site.id, pictureOf(line), line.points)}/${settings.decided}`,
      siteId: site.id,
      picture: pictureOf(line),
      line: line.points,
      quality: qualityOf(line),
      decision,
      outline: area === null ? null : keyOf(site, area, settings),
      reason,
      by: settings.by,
    };
  };
  return {
    areas: plan.areas,
    amendments: plan.amendments,
    of: lines.length,
    decided: [
      ...fresh.flatMap(({ id }, i) => {
        const area = became[i] ?? null;
        return area === null ? [] : [decide(id, "accepted", area, settings.reason)];
      }),
      ...settings.reject.map(({ id, reason }) => decide(id, "rejected", null, reason)),
    ],
    warnings: [
      ...outside.map((id) => `${id} lies outside the site; left out`),
      ...(fresh.length < settings.accept.length
        ? [`${settings.accept.length - fresh.length} of them are on record already`]
        : []),
    ],
  };
}

function addDecisions(plan: DecidedPlan, sink: Sink) {
  for (const area of plan.areas) sink.add(areas, area);
  for (const amendment of plan.amendments) sink.add(amendments, amendment);
  for (const decision of plan.decided) sink.add(proposals, decision);
  return {
    summary: {
      areas: plan.areas.length,
      rejected: plan.decided.filter((d) => d.decision === "rejected").length,
    },
    warnings: plan.warnings,
  };
}

const keyOf = (site: Site, id: string, { validFrom }: Pick<Area, "validFrom">): string =>
  areaKey({ siteId: site.id, id, validFrom });

/** Names a proposed line: the same line from the same picture has the same name. */
export const lineKey = (siteId: string, picture: string, line: PositionLine["points"]): string =>
  `${siteId}/${sha256(JSON.stringify([picture, line])).slice(0, 12)}`;

export function qualityOf({ properties }: PositionLine): number | null {
  const { quality } = properties;
  return typeof quality === "number" && quality >= 0 && quality <= 1 ? quality : null;
}

const qualityInWords = (line: PositionLine): string => qualityOf(line)?.toFixed(2) ?? "not stated";

export function pictureOf({ properties }: PositionLine): string {
  const { picture } = properties;
  return typeof picture === "string" && isPlain(picture)
    ? picture.slice(0, 300)
    : "a picture that is not named";
}

function textOf(bytes: Uint8Array, name: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw InputError.of(name, "encoding", "bytes that are not UTF-8", "UTF-8");
  }
}
