import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { InputError, quoted } from "../../../base/errors.ts";
import type { ProposalsScreen } from "../../../findings/screens/draw.ts";
import { positionLines } from "../../../sites/tracks/lines/lines-from-positions.ts";
import { lengthMetres } from "../../../sites/tracks/lines/track-areas.ts";
import type { Job } from "../../../system/jobs/job.ts";
import { lineKey, pictureOf, qualityOf } from "../../../system/steps/decide-proposals.ts";
import { readPictureLooks } from "../../../system/store/reading-pictures.ts";
import { readProposalDecisions } from "../../../system/store/reading-outlines.ts";
import { NotFoundError } from "../failure.ts";
import type { Asked } from "../route.ts";
import type { Workbench } from "../workbench.ts";
import { named } from "./areas.ts";
import { noLook } from "./looks.ts";

/** Starts looking for tracks in the picture of a look. */
export function postProposals({ bench, params, body, who }: Asked): Job {
  const look = siteOfLook(bench, params["look"] ?? "");
  const { area } = (body ?? {}) as { readonly area?: string };
  const active = jobsFor(bench, look.id).find((j) => j.state === "waiting" || j.state === "running");
  if (active !== undefined) return active;
  const folder = join(bench.folder, "proposals");
  mkdirSync(folder, { recursive: true });
  const stamp = bench
    .now()
    .toISOString()
    .replaceAll(/[^0-9]/g, "");
  const out = join(folder, `${look.id.slice(0, 120)}.${stamp}.geojson`);
  return bench.jobs.start({
    words: `look for tracks in ${look.id}`,
    args: [
      "site",
      "tracks-propose",
      look.id,
      "--site",
      look.siteId,
      "--out",
      out,
      ...(area === undefined || area === "" ? [] : ["--area", area]),
    ],
    by: named(who.name),
    site: look.siteId,
    look: look.id,
  });
}

/** The newest proposals for a look, with what was decided of each line. */
export function getProposals({ bench, params }: Asked): ProposalsScreen {
  const look = siteOfLook(bench, params["look"] ?? "");
  const jobs = jobsFor(bench, look.id);
  const [newest] = jobs;
  const job =
    newest === undefined
      ? null
      : { id: newest.id, state: newest.state, progress: newest.progress, why: newest.why };
  const file = fileOf(jobs.find((j) => j.state === "done"));
  if (file === null) return { job, reservations: [], proposals: [] };
  const { lines } = positionLines(readFileSync(file.path, "utf8"), file.path);
  const decisions = new Map(
    readProposalDecisions(bench.opened.database, look.siteId).map((d) => [
      lineKey(d.siteId, d.picture, d.line),
      { decision: d.decision, by: d.by, reason: d.reason },
    ]),
  );
  return {
    job,
    reservations: file.reservations,
    proposals: lines.map((line) => ({
      id: line.id,
      line: line.points,
      quality: qualityOf(line),
      lengthMetres: Math.round(lengthMetres(line.points)),
      decided: decisions.get(lineKey(look.siteId, pictureOf(line), line.points)) ?? null,
    })),
  };
}

interface DecideBody {
  readonly accept?: readonly { readonly id: string; readonly name?: string }[];
  readonly reject?: readonly { readonly id: string; readonly reason?: string }[];
  readonly validFrom?: string | null;
  readonly validTo?: string | null;
  readonly reason?: string;
}

/** Puts on record what a person says of proposed tracks. */
export async function postDecisions({ bench, params, body, who }: Asked) {
  const look = siteOfLook(bench, params["look"] ?? "");
  const { accept = [], reject = [], validFrom = null, validTo = null, reason = "" } = body as DecideBody;
  const file = fileOf(jobsFor(bench, look.id).find((j) => j.state === "done"));
  if (file === null)
    throw InputError.of("proposals", "look", quoted(look.id), "a look in which tracks were looked for");
  for (const [field, day] of [
    ["validFrom", validFrom],
    ["validTo", validTo],
  ] as const)
    if (day !== null && (!/^\d{4}-\d{2}-\d{2}$/.test(day) || Number.isNaN(Date.parse(day))))
      throw InputError.of("proposals", field, quoted(day), "a day as 2021-12-31, or null");
  const { result, tracks } = await bench.act("site decide", {
    site: look.siteId,
    path: file.path,
    accept,
    reject: reject.map(({ id, reason: why = "" }) => ({ id, reason: why })),
    by: named(who.name),
    reason,
    validFrom,
    validTo,
  });
  return { changed: result.changed, tracks, warnings: result.warnings };
}

function siteOfLook(bench: Workbench, id: string) {
  const [look] = readPictureLooks(bench.opened.database, { lookId: id });
  if (look === undefined) throw noLook(id);
  return look.look;
}

/** The searches for tracks in a look, newest first. */
const jobsFor = (bench: Workbench, lookId: string): readonly Job[] =>
  bench.jobs
    .list()
    .filter((j) => j.look === lookId && j.args[0] === "site" && j.args[1] === "tracks-propose");

/** The file that a search wrote. */
function fileOf(
  job: Job | undefined,
): { readonly path: string; readonly reservations: readonly string[] } | null {
  if (job === undefined) return null;
  const path = job.args[job.args.indexOf("--out") + 1] ?? "";
  if (!existsSync(path)) throw new NotFoundError(`the proposals of job ${job.id} are no longer there`);
  const { reservations } = (job.result ?? {}) as { readonly reservations?: readonly string[] };
  return { path, reservations: reservations ?? [] };
}
