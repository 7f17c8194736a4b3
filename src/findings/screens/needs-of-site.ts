import type { Kind } from "../../sites/counting/kind.ts";
import type { Sample } from "../../sites/history/sample.ts";
import type { TestableSample } from "../../sites/history/testable.ts";
import type { Exposure } from "../../sites/pictures/exposures.ts";
import { dayStateOf, lookUsability } from "../../sites/pictures/look-usability.ts";
import type { PictureLook } from "../../sites/pictures/picture-look.ts";
import { counted as number } from "../../base/counted.ts";
import type { BoardSiteInput } from "./board.ts";
import { contradictingCounts } from "./contradicting-counts.ts";
import { needCodes, type Need } from "./needs.ts";

export interface NeedsInput extends BoardSiteInput {
  readonly kind: Kind;
  readonly samples: readonly Sample[];
  readonly exposures: readonly Exposure[];
  readonly newest: TestableSample | null;
}

/** What needs a person at a site, the most pressing first. */
export function needsOf(input: NeedsInput): Need[] {
  return [
    ...driftedFindings(input),
    ...contradictingDates(input),
    ...contradicting(input),
    ...uncounted(input),
    ...machineAlone(input),
  ].sort((a, b) => needCodes.indexOf(a.code) - needCodes.indexOf(b.code));
}

function driftedFindings({ drifted }: NeedsInput): Need[] {
  return drifted.map(({ finding, title, figures }) => ({
    code: "finding-drifted",
    words: `${number(figures, "figure")} of the finding \u201c${title}\u201d no longer ${figures === 1 ? "agrees" : "agree"} with the records`,
    number: figures,
    look: null,
    finding,
  }));
}

function contradictingDates({ exposures }: NeedsInput): Need[] {
  const found = exposures.filter((e) => e.contradiction !== null);
  const [first] = found;
  return first === undefined
    ? []
    : [
        {
          code: "dates-contradict",
          words:
            found.length === 1
              ? (first.contradiction ?? "")
              : `${found.length} exposures are on record under dates that cannot all be right`,
          number: found.length,
          look: first.counted.look.id,
          finding: null,
        },
      ];
}

function contradicting({ kind, samples, exposures }: NeedsInput): Need[] {
  const roots = new Map<string, string>();
  for (const { counted, repeats } of exposures)
    for (const repeat of repeats) roots.set(repeat.look.id, counted.look.id);
  const found = contradictingCounts(kind, samples, (look) => roots.get(look) ?? look);
  const [first] = found;
  return first === undefined
    ? []
    : [
        {
          code: "counts-contradict",
          words:
            found.length === 1
              ? `two counts contradict each other: ${first.words}`
              : `${found.length} pairs of counts contradict each other; the newest: ${first.words}`,
          number: found.length,
          look: first.look,
          finding: null,
        },
      ];
}

/** Usable pictures in which nobody has counted: those since the newest count apart from those before it. */
function uncounted({ kind, samples, exposures, newest }: NeedsInput): Need[] {
  // Only what this program can count itself is missed.
  const done = new Set(samples.filter((s) => s.kind === kind).map((s) => s.look.id));
  const open: PictureLook[] = exposures
    .filter(({ counted, repeats }) => ![counted, ...repeats].some((l) => done.has(l.look.id)))
    .map((e) => e.counted)
    .filter((l) => dayStateOf(lookUsability(l, kind)) === "usable")
    .sort((a, b) => (b.look.takenAt?.fromMs ?? 0) - (a.look.takenAt?.fromMs ?? 0));
  const since = newest?.look.takenAt.toMs ?? -Infinity;
  const isSince = (l: PictureLook): boolean =>
    newest !== null && (l.look.takenAt?.fromMs ?? -Infinity) >= since;
  const [fresh, old] = [open.filter(isSince), open.filter((l) => !isSince(l))];
  return [
    ...(fresh.length === 0
      ? []
      : [
          {
            code: "look-since" as const,
            words: `${number(fresh.length, "usable look")} since the newest count`,
            number: fresh.length,
            look: fresh[0]?.look.id ?? null,
            finding: null,
          },
        ]),
    ...(old.length === 0
      ? []
      : [
          {
            code: "not-counted" as const,
            words: `${number(old.length, "usable picture")} not counted`,
            number: old.length,
            look: old[0]?.look.id ?? null,
            finding: null,
          },
        ]),
  ];
}

/** Counts that stand by the machine alone: nobody has looked through them, or somebody has and the counts were not combined. */
function machineAlone({ samples, markedByPeople }: NeedsInput): Need[] {
  const looks = new Map<string, number>();
  for (const s of samples) if (s.byMachine !== null) looks.set(s.look.id, s.look.takenAt?.fromMs ?? 0);
  const newestFirst = [...looks].sort(([, a], [, b]) => b - a).map(([look]) => look);
  const marked = newestFirst.filter((look) => markedByPeople.has(look));
  const bare = newestFirst.filter((look) => !markedByPeople.has(look));
  return [
    ...(bare.length === 0
      ? []
      : [
          {
            code: "unreviewed" as const,
            words: `${number(bare.length, "count")} by the machine that nobody has looked through`,
            number: bare.length,
            look: bare[0] ?? null,
            finding: null,
          },
        ]),
    ...(marked.length === 0
      ? []
      : [
          {
            code: "not-combined" as const,
            words: `${number(marked.length, "look")} with people's marks that stand${marked.length === 1 ? "s" : ""} by the machine's count: combine them`,
            number: marked.length,
            look: marked[0] ?? null,
            finding: null,
          },
        ]),
  ];
}
