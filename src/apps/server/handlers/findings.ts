import type { DraftChoices, FindingInList } from "../../../findings/screens/finding-list.ts";
import type { BuiltFile } from "../../../findings/screens/built-report.ts";
import type { FindingScreen } from "../../../findings/screens/finding.ts";
import { InputError, quoted } from "../../../base/errors.ts";
import { isKind, kinds } from "../../../sites/counting/kind.ts";
import { builtReports } from "../../../system/steps/built-reports.ts";
import { draftChoices } from "../../../system/steps/draft-choices.ts";
import { listFindings, showFinding } from "../../../system/steps/show-finding.ts";
import { readFindings } from "../../../system/store/reading.ts";
import { NotFoundError } from "../failure.ts";
import type { Asked } from "../route.ts";
import type { Workbench } from "../workbench.ts";

interface FindingsAnswer {
  readonly findings: readonly FindingInList[];
  readonly choices: DraftChoices;
}

interface Kept {
  version: number;
  list: FindingsAnswer | null;
  readonly screens: Map<string, FindingScreen>;
}

/** Answers are kept until something is written: holding a finding against a hundred thousand looks takes a second. */
const kept = new WeakMap<Workbench, Kept>();

function keptBy(bench: Workbench): Kept {
  const version = bench.version();
  const known = kept.get(bench);
  if (known?.version === version) return known;
  const fresh: Kept = { version, list: null, screens: new Map() };
  kept.set(bench, fresh);
  return fresh;
}

/** Every finding with whether it holds, and what another could be drafted of. */
export function getFindings({ bench }: Asked): FindingsAnswer {
  const known = keptBy(bench);
  known.list ??= { findings: listFindings(bench.opened), choices: draftChoices(bench.opened) };
  return known.list;
}

/** One finding held against the records, with the way to the evidence of every value, and the reports that were built of it. */
export function getFinding({
  bench,
  params,
}: Asked): FindingScreen & { readonly reports: readonly BuiltFile[] } {
  const id = knownFinding(bench, params["finding"] ?? "");
  const { screens } = keptBy(bench);
  const screen = screens.get(id) ?? showFinding(bench.opened, id);
  screens.set(id, screen);
  // Files can come and go without a change of the records.
  return { ...screen, reports: builtReports(bench.opened, id) };
}

/** The id of a finding on record. @throws NotFoundError */
export function knownFinding(bench: Workbench, id: string): string {
  const all = readFindings(bench.opened.database);
  if (!all.some((f) => f.finding.id === id))
    throw new NotFoundError(
      `no finding ${quoted(id)}; on record: ${all.map((f) => f.finding.id).join(", ") || "none yet"}`,
    );
  return id;
}

export interface DraftBody {
  readonly site: string;
  readonly kind: string;
  readonly at?: string;
  readonly look?: string;
  readonly area?: string;
  readonly event?: string;
}

/** Drafts a finding from the records as they are; from the same records it changes nothing. */
export function postFinding({ bench, body }: Asked) {
  const { site, kind, at, look, area, event } = body as DraftBody;
  if (!isKind(kind)) throw InputError.of("finding", "kind", quoted(kind), kinds.join(", "));
  return bench.act("finding draft", { site, kind, at, look, area, event });
}
