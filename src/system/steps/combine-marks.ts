import { canonical, type Json } from "../../base/canonical.ts";
import { InputError, quoted } from "../../base/errors.ts";
import type { Kind } from "../../sites/counting/kind.ts";
import type { Count } from "../../sites/counting/look.ts";
import { combineRule } from "../../sites/counting/marks/combine.ts";
import { combinedCountOf, hasPeople } from "../../sites/counting/marks/combined-count.ts";
import { stillCounting } from "../../sites/counting/marks/combined-look.ts";
import { countRule } from "../../sites/counting/marks/count-marks.ts";
import { currentMarks } from "../../sites/counting/marks/current-marks.ts";
import type { Case } from "../files/case-folder.ts";
import { sha256 } from "../hash.ts";
import { byArea, readStandingCounts } from "../store/standing-counts.ts";
import { counts as countsTable } from "../store/tables.ts";
import { combinedParts, type CombinedParts } from "./combined-parts.ts";
import { importFiles, type Sink } from "./import.ts";
import { hashOfStanding } from "./pass-facts.ts";

/** What stood of one counter when its marks were combined. */
export interface CombinedCounter {
  readonly type: string;
  readonly name: string;
  readonly pass: string;
  readonly marks: number;
  /** Over the id and the hash of every mark that stood, rejected ones too, in the order in which they came on record. */
  readonly sha256: string;
}

/** What the trail entry of a combined count holds: whose marks went in, which readings, by which rules, in place of what. */
export interface CombineSettings {
  readonly look: string;
  readonly kind: Kind;
  readonly rule: string;
  readonly countRule: string;
  readonly counters: readonly CombinedCounter[];
  readonly readings: readonly { readonly id: string; readonly evidence: string }[];
  /** How far the site and each area could be seen. */
  readonly seen: readonly {
    readonly area: string;
    readonly outcome: string;
    readonly unseen: number | null;
  }[];
  /** Ids of the counts that these replace, by area; "" for the site. */
  readonly replaced: Readonly<Record<string, string>>;
}

export interface CombineResult extends CombinedParts {
  /** False when the same is on record already, when only the machine has counted, and for a dry run. */
  readonly changed: boolean;
  /** The combined counts that stand, or for a dry run would, the site's first; empty where nobody but the machine has counted. */
  readonly counts: readonly Count[];
}

export interface CombineWishes {
  readonly look: string;
  readonly kind: Kind;
  /** Work it out and keep nothing. */
  readonly dry?: boolean;
}

/**
 * Combines all counts of a look and puts the result on record, over the site and in each area that the machine counted, in place of what stood. What is
 * replaced stays on record. Combining again without another mark or reading changes nothing.
 * @throws InputError for a look without a picture
 */
export async function combineMarks(
  opened: Case,
  { look, kind, dry = false }: CombineWishes,
): Promise<CombineResult> {
  const found = combinedParts(opened, { lookId: look, kind });
  if (!found.parts.some((p) => hasPeople(p.look))) return { ...found, changed: false, counts: [] };
  const stands = readStandingCounts(opened.database, look, kind);
  const settings: CombineSettings = { ...basisOf(found, { look, kind }), replaced: byArea(stands) };
  const same = stands.find((c) => c.step === "mark combine" && isSameBasis(c.settings, settings));
  if (same !== undefined)
    return {
      ...found,
      changed: false,
      counts: recordsOf(found, JSON.parse(same.settings) as CombineSettings),
    };
  const counts = recordsOf(found, settings);
  if (dry) return { ...found, changed: false, counts };
  const { changed } = await importFiles(opened, {
    step: "mark combine",
    settings: asJson(settings),
    paths: [],
    read: async (_files, sink) => readCombined(opened, settings, sink),
  });
  return { ...found, changed, counts };
}

/**
 * Makes the records of a combined count. Also run by `case verify`, against the records before the count.
 * @throws InputError when the rule is another one, or marks are no longer those that went in
 */
export function readCombined(
  opened: Case,
  settings: CombineSettings,
  sink: Pick<Sink, "add">,
  beforeTrail?: number,
) {
  const rules = `${combineRule} and ${countRule}`;
  const said = `${settings.rule} and ${settings.countRule}`;
  if (said !== rules)
    throw InputError.of("mark combine", "rules", quoted(said), `${rules}, the rules of this program`);
  const { look, kind } = settings;
  const found = combinedParts(opened, {
    lookId: look,
    kind,
    ...(beforeTrail === undefined ? {} : { beforeTrail }),
  });
  const now = basisOf(found, settings);
  for (const counter of settings.counters) {
    const same = now.counters.find((c) => c.name === counter.name && c.pass === counter.pass);
    if (same === undefined || canonical({ ...same }) !== canonical({ ...counter }))
      throw InputError.of(
        "mark combine",
        "marks",
        `other marks of ${counter.name}, ${counter.pass}`,
        "those that were combined",
      );
  }
  if (!isSameBasis(JSON.stringify(settings), { ...now, replaced: {} }))
    throw InputError.of("mark combine", "counters, readings", "others", "those that were combined");
  const made = recordsOf(found, settings);
  for (const count of made) sink.add(countsTable, count);
  return { summary: { counts: made.length }, warnings: [] };
}

function basisOf(
  { marks, readings, parts }: CombinedParts,
  { look, kind }: Pick<CombineSettings, "look" | "kind">,
): Omit<CombineSettings, "replaced"> {
  const [site] = parts;
  return {
    look,
    kind,
    rule: combineRule,
    countRule,
    counters: site.look.counters
      .filter((c) => c.leftOut !== stillCounting)
      .map(({ counter }) => {
        const standing = currentMarks(marks, counter);
        return {
          type: counter.marker.type,
          name: counter.marker.name,
          pass: counter.pass,
          marks: standing.length,
          sha256: hashOfStanding(standing),
        };
      }),
    readings: readings.map(({ id, evidence }) => ({ id, evidence })),
    seen: parts.map(({ areaId, seen }) => ({
      area: areaId ?? "",
      outcome: seen.outcome,
      unseen: seen.unseen,
    })),
  };
}

const asJson = (settings: object) =>
  JSON.parse(JSON.stringify(settings)) as { readonly [name: string]: Json };

const isSameBasis = (stored: string, settings: CombineSettings): boolean => {
  const { replaced: _before, ...before } = JSON.parse(stored) as { readonly [name: string]: Json };
  const { replaced: _now, ...now } = asJson(settings);
  return canonical(before) === canonical(now);
};

/** The counts, each named by the machine's newest reading or the look, and by what it was made from. */
function recordsOf({ parts, marks, readings }: CombinedParts, settings: CombineSettings): Count[] {
  const hash = sha256(canonical(asJson(settings))).slice(0, 8);
  const base = `${readings.at(-1)?.id ?? settings.look}.combined-${hash}`;
  return parts.flatMap(({ areaId, look, seen }) =>
    hasPeople(look)
      ? [
          combinedCountOf(look, marks, {
            id: `${base}.${areaId ?? "site"}`,
            lookId: settings.look,
            areaId,
            kind: settings.kind,
            seen,
            replaced: settings.replaced[areaId ?? ""] ?? null,
          }),
        ]
      : [],
  );
}
