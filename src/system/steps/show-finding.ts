import { canonical } from "../../base/canonical.ts";
import { InputError, quoted } from "../../base/errors.ts";
import { plainText } from "../../findings/judgements/binding.ts";
import { holderOf } from "../../findings/judgements/held.ts";
import { buildModel, type FindingModel, type FindingRecords } from "../../findings/judgements/model.ts";
import { recordKey } from "../../findings/screens/evidence-chain.ts";
import type { FindingInList } from "../../findings/screens/finding-list.ts";
import {
  findingScreen,
  mostRecords,
  pathsOf,
  type FindingScreen,
  type FindingState,
} from "../../findings/screens/finding.ts";
import { restsOn } from "../../findings/screens/rests-on.ts";
import type { Case } from "../files/case-folder.ts";
import { readEvidence, readLookPictures, readOrigins, readTrails } from "../store/reading-origins.ts";
import { readFindings } from "../store/reading.ts";
import { readFindingRecords } from "./finding.ts";

type StoredFinding = ReturnType<typeof readFindings>[number];

/** The model of a finding as the records are now; null, with the reason, where they no longer answer its question. */
function modelNow(
  { finding }: StoredFinding,
  records: FindingRecords,
): { readonly model: FindingModel | null; readonly fault: string | null } {
  try {
    return { model: buildModel(finding.question, records), fault: null };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const needed = error.faults.map(({ found, allowed }) => `${allowed} is needed, and ${found} is none`);
    return {
      model: null,
      fault: `the records no longer answer the question of this finding: ${needed.join("; ")}`,
    };
  }
}

interface Entry {
  readonly id: number;
  readonly step: string;
  readonly program: string;
  readonly madeAt: string;
  readonly records: number;
}

const entriesFrom = (opened: Case): Entry[] =>
  opened.database
    .prepare("SELECT id, step, program, made_at, records FROM trail ORDER BY id")
    .all()
    .map((r) => ({
      id: Number(r["id"]),
      step: String(r["step"]),
      program: String(r["program"]),
      madeAt: String(r["made_at"]),
      records: Number(r["records"]),
    }));

const trailOf = (opened: Case, id: string): number =>
  Number(opened.database.prepare("SELECT trail FROM findings WHERE id = ?").get(id)?.["trail"] ?? 0);

/** At most this many of what came since are listed. */
const mostSince = 20;

/**
 * A finding on record as a screen: what it says, what of it still holds, and from every value the way to its evidence. Reads only, and
 * does not refuse a finding that drifted, as the report does.
 * @throws InputError when no such finding is on record
 */
export function showFinding(opened: Case, id: string): FindingScreen {
  const all = readFindings(opened.database);
  const chosen = all.find((f) => f.finding.id === id);
  if (chosen === undefined)
    throw InputError.of(
      "finding",
      "finding",
      quoted(id),
      `a finding on record: ${all.map((f) => f.finding.id).join(", ") || "none yet; finding draft makes one"}`,
    );
  const { finding, sentences } = chosen;
  const records = readFindingRecords(opened, finding.question.siteId);
  const { model, fault } = modelNow(chosen, records);
  const resting = pathsOf(finding, sentences).flatMap((path) =>
    restsOn(model, path).records.slice(0, mostRecords),
  );
  const corrections = records.observations.flatMap(({ count }) =>
    count.corrects !== null ? [`counts ${count.id}`] : [],
  );
  const origins = readOrigins(opened.database, [...resting.map(recordKey), ...corrections]);
  const evidence = readEvidence(opened.database);
  const trails = readTrails(
    opened.database,
    [...origins.values()].map((o) => o.trail),
    evidence,
  );
  const entries = new Map(entriesFrom(opened).map((e) => [e.id, e]));
  const made = (findingId: string) => {
    const entry = entries.get(trailOf(opened, findingId));
    return { id: findingId, madeAt: entry?.madeAt ?? "", program: entry?.program ?? "" };
  };
  const asked = canonical({ ...finding.question });
  const versions = all.filter((f) => canonical({ ...f.finding.question }) === asked);
  const previous = versions[versions.indexOf(chosen) - 1];
  const own = trailOf(opened, id);
  return findingScreen({
    finding,
    sentences,
    model,
    fault,
    records,
    origins,
    trails,
    pictures: readLookPictures(opened.database, finding.question.siteId),
    made: made(id),
    versions: versions.map((v) => ({ id: v.finding.id, madeAt: made(v.finding.id).madeAt })),
    previous: previous === undefined ? null : { id: previous.finding.id, sentences: previous.sentences },
    since: [...entries.values()]
      .filter((e) => e.id > own && e.step !== "finding draft")
      .slice(-mostSince)
      .toReversed()
      .map(({ id: entry, step, madeAt, records: added }) => ({ id: entry, step, madeAt, records: added })),
  });
}

/** All findings on record, the newest first, each held against the records as they are now. */
export function listFindings(opened: Case): FindingInList[] {
  const all = readFindings(opened.database);
  const entries = new Map(entriesFrom(opened).map((e) => [e.id, e]));
  const simulated = new Set(
    opened.database
      .prepare("SELECT look FROM pictures WHERE simulated = 1")
      .all()
      .map((r) => String(r["look"])),
  );
  const bySite = new Map<string, FindingRecords>();
  const recordsOf = (siteId: string): FindingRecords => {
    const known = bySite.get(siteId);
    if (known !== undefined) return known;
    const read = readFindingRecords(opened, siteId);
    bySite.set(siteId, read);
    return read;
  };
  const listed = all.map((stored): { readonly trail: number; readonly shown: FindingInList } => {
    const { finding, sentences } = stored;
    const records = recordsOf(finding.question.siteId);
    const { model, fault } = modelNow(stored, records);
    const texts = [finding.title, ...sentences.map((s) => s.text)];
    const holder = holderOf(model ?? {});
    const drifted = model === null ? 0 : texts.reduce((sum, text) => sum + holder.drift(text).length, 0);
    const state: FindingState = model === null ? "cannot-check" : drifted > 0 ? "drifted" : "holds";
    const trail = trailOf(opened, finding.id);
    const same = all.filter(
      (f) => canonical({ ...f.finding.question }) === canonical({ ...finding.question }),
    );
    const shown: FindingInList = {
      id: finding.id,
      title: plainText(finding.title),
      question: finding.question,
      site: records.site.name,
      madeAt: entries.get(trail)?.madeAt ?? "",
      state,
      fault,
      drifted,
      sentences: sentences.length,
      newest: same.at(-1) === stored,
      simulated: simulated.has(finding.question.lookId),
      lead: plainText(sentences[0]?.text ?? ""),
    };
    return { trail, shown };
  });
  return listed
    .toSorted((a, b) => b.trail - a.trail || (a.shown.id < b.shown.id ? 1 : -1))
    .map(({ shown }) => shown);
}
