import { DamageError, InputError, quoted } from "../../base/errors.ts";
import { canonical } from "../../base/canonical.ts";
import type { Standing } from "../../findings/contradictions/contradiction.ts";
import { judgeContradictions } from "../../findings/contradictions/judge.ts";
import { draftFinding, titleOf, type DraftSentence } from "../../findings/judgements/draft.ts";
import type { FindingRecord, JudgementRecord, Question } from "../../findings/judgements/finding.ts";
import { holderOf } from "../../findings/judgements/held.ts";
import { buildModel, type FindingModel, type FindingRecords } from "../../findings/judgements/model.ts";
import { proseFaults } from "../../findings/judgements/prose.ts";
import { legsOfSite } from "../../movements/voyages/legs-of-site.ts";
import { errorModelName } from "../../sites/counting/error-model.ts";
import { carPitch } from "../../sites/counting/car-pitch.ts";
import { priors } from "../../sites/history/predictive.ts";
import { samplesFor } from "../../sites/history/sample.ts";
import { thresholds } from "../../sites/history/thresholds.ts";
import type { Case } from "../files/case-folder.ts";
import { sha256 } from "../hash.ts";
import { program } from "../program.ts";
import { openBatch } from "../store/batch.ts";
import { addLine, writeLog } from "../store/custody.ts";
import { inTransaction } from "../store/database.ts";
import {
  readEvents,
  readFindings,
  readObservations,
  readPlaces,
  readPublications,
  readVoyages,
} from "../store/reading.ts";
import { findings, judgements } from "../store/tables.ts";
import { askChain } from "./chain-of-case.ts";
import { readContradictionRecords } from "./contradictions-of-case.ts";
import { chooseTarget, type HistoryQuestion } from "./history.ts";

/** Everything that an answer depends on besides the records; part of its trail. */
export const answerSettings = {
  errorModel: errorModelName,
  carPitch: { ...carPitch },
  recordTest: { ...thresholds },
  predictive: { ...priors, size: { ...priors.size } },
} as const;

export interface DraftedFinding {
  readonly finding: FindingRecord;
  readonly sentences: readonly JudgementRecord[];
  readonly model: FindingModel;
  /** False when the newest finding on record says the same already. */
  readonly changed: boolean;
}

/** The records of one site that a finding rests on. */
export function readFindingRecords(opened: Case, siteId: string): FindingRecords {
  const places = readPlaces(opened.database);
  const site = places.sites.find((s) => s.id === siteId);
  if (site === undefined)
    throw InputError.of(
      "finding",
      "site",
      quoted(siteId),
      `a site of the case: ${places.sites.map((s) => s.id).join(", ") || "none yet"}`,
    );
  const legs = legsOfSite(site, places.sites, readVoyages(opened.database));
  return {
    site,
    areas: places.areas.filter((a) => a.siteId === siteId),
    observations: readObservations(opened.database, siteId),
    publications: readPublications(opened.database, siteId),
    events: readEvents(opened.database),
    voyages: legs,
    ...(legs.length === 0 ? {} : movementsOf(opened)),
  };
}

/** What becomes of loads and of contradictions, as far as sentences speak of them. */
function movementsOf(opened: Case): Pick<FindingRecords, "chain" | "contradictions"> {
  const judged = judgeContradictions(readContradictionRecords(opened));
  const standing = (word: Standing): number => judged.filter((c) => c.standing === word).length;
  return {
    chain: askChain(opened, {}),
    contradictions: {
      total: judged.length,
      resolved: standing("resolved"),
      compatible: standing("compatible"),
      open: standing("open"),
    },
  };
}

/**
 * Drafts a finding from the records and keeps it, each time under a new name; nothing is replaced. Drafting again from the same
 * records changes nothing.
 */
export async function draft(opened: Case, asked: HistoryQuestion): Promise<DraftedFinding> {
  const records = readFindingRecords(opened, asked.site);
  const target = chooseTarget(asked, samplesFor(asked.kind, records.observations), records.site.zoneMinutes);
  const question: Question = {
    siteId: asked.site,
    kind: asked.kind,
    lookId: target.look.id,
    areaId: target.areaId,
    eventId: asked.event ?? null,
  };
  const model = buildModel(question, records);
  const drafted = draftFinding(model);
  checkProse(drafted);
  const title = titleOf(model);
  const earlier = readFindings(opened.database).filter(
    (f) => canonical({ ...f.finding.question }) === canonical({ ...question }),
  );
  const last = earlier.at(-1);
  if (last !== undefined && last.finding.title === title && sameText(last.sentences, drafted))
    return { ...last, model, changed: false };
  const finding: FindingRecord = {
    id: `${question.siteId}.${question.lookId}.${earlier.length + 1}`,
    title,
    question,
  };
  const sentences = drafted.map((s, i): JudgementRecord => ({
    finding: finding.id,
    place: i + 1,
    part: s.part,
    text: s.text,
  }));
  await inTransaction(opened.database, () => keep(opened, finding, sentences));
  writeLog(opened.database, opened.custodyPath);
  return { finding, sentences, model, changed: true };
}

const sameText = (a: readonly DraftSentence[], b: readonly DraftSentence[]): boolean =>
  a.length === b.length && a.every((s, i) => s.text === b[i]?.text && s.part === b[i]?.part);

function keep(opened: Case, finding: FindingRecord, sentences: readonly JudgementRecord[]): void {
  const { database } = opened;
  const at = opened.now().toISOString();
  // The inputs of a finding are the records themselves, by the digests of the entries that made them.
  const inputs = database
    .prepare("SELECT digest FROM trail ORDER BY id")
    .all()
    .map((r) => String(r["digest"]));
  const settings = JSON.stringify({ ...answerSettings, question: finding.question });
  const { lastInsertRowid } = database
    .prepare(
      "INSERT INTO trail (step, program, settings, inputs, made_at, records, digest) VALUES ('finding draft', ?, ?, ?, ?, 0, '')",
    )
    .run(program(), settings, JSON.stringify(inputs), at);
  const batch = openBatch(database, Number(lastInsertRowid));
  batch.add(findings, finding);
  for (const sentence of sentences) batch.add(judgements, sentence);
  const digest = batch.digest();
  database
    .prepare("UPDATE trail SET records = ?, digest = ? WHERE id = ?")
    .run(batch.added(), digest, Number(lastInsertRowid));
  addLine(database, at, "finding draft", {
    trail: Number(lastInsertRowid),
    program: program(),
    settings: sha256(settings),
    finding: finding.id,
    records: batch.added(),
    digest,
  });
}

function checkProse(sentences: readonly DraftSentence[]): void {
  const faults = proseFaults(sentences);
  if (faults.length > 0)
    throw new InputError(
      faults.map((f) => ({
        where: "finding",
        field: `sentence "${f.sentence}"`,
        found: f.rule,
        allowed: "a sentence that keeps the rules of docs/method/judgements.md",
      })),
    );
}

/** A finding on record whose every sentence was held against the records as they are now. */
export interface CheckedFinding {
  readonly finding: FindingRecord;
  readonly sentences: readonly JudgementRecord[];
  readonly model: FindingModel;
  readonly records: FindingRecords;
}

/**
 * Builds the model anew from the records and checks the finding's sentences against it.
 * @param id a finding on record; the newest when left out
 * @throws DamageError that names each sentence that no longer holds, and what it printed
 */
export function checkFinding(opened: Case, id?: string): CheckedFinding {
  const all = readFindings(opened.database);
  const chosen = id === undefined ? newestOf(opened, all) : all.find((f) => f.finding.id === id);
  if (chosen === undefined)
    throw InputError.of(
      "report",
      "finding",
      id === undefined ? "none on record" : quoted(id),
      `a finding on record: ${all.map((f) => f.finding.id).join(", ") || "draft one with finding draft"}`,
    );
  const { finding, sentences } = chosen;
  const records = readFindingRecords(opened, finding.question.siteId);
  const model = buildModel(finding.question, records);
  const drifts = [finding.title, ...sentences.map((s) => s.text)].flatMap(holderOf(model).drift);
  if (drifts.length > 0)
    throw new DamageError(
      `${drifts.length === 1 ? "a figure" : `${drifts.length} figures`} of the finding no longer ${drifts.length === 1 ? "agrees" : "agree"} with the records; no report was written`,
      drifts.map((d) => `sentence "${d.sentence}": ${d.why}`),
    );
  checkProse(sentences);
  return { finding, sentences, model, records };
}

function newestOf(opened: Case, all: ReturnType<typeof readFindings>) {
  const row = opened.database.prepare("SELECT id FROM findings ORDER BY rowid DESC LIMIT 1").get();
  return row === undefined ? undefined : all.find((f) => f.finding.id === row["id"]);
}
