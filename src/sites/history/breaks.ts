import { changeInWords, meansChanges, type MeansChange } from "../counting/means.ts";
import { largestSampleRatio, type OutlineOf } from "./comparable.ts";
import type { Sample } from "./sample.ts";
import { isTestable, type TestableSample } from "./testable.ts";

/** A change of how a series was measured, between two looks that follow each other in it. */
export interface Break {
  /** The first look that was counted by the new means, and its date. */
  readonly look: string;
  readonly at: string;
  /** The last look before it, counted by the old ones. */
  readonly before: string;
  readonly beforeAt: string;
  readonly changed: readonly (MeansChange & { readonly words: string })[];
}

/**
 * The breaks of a series, in order of time: the figures of the target's place, kind and measure, one look after another. A place without a published outline is
 * drawn by each observer anew, so a series of such figures is that of the target's observer and of the machine. Looks without a figure or date are
 * passed over. The order of the samples does not matter.
 */
export function breaksOf(
  target: Pick<Sample, "areaId" | "kind" | "measure" | "look" | "byMachine">,
  samples: readonly Sample[],
  outlineOf: OutlineOf,
): Break[] {
  const series = samples.filter(
    (s): s is TestableSample =>
      s.kind === target.kind &&
      s.measure === target.measure &&
      s.areaId === target.areaId &&
      isTestable(s) &&
      (target.areaId !== null ||
        s.byMachine !== null ||
        target.byMachine !== null ||
        s.look.observer === target.look.observer),
  );
  if (isOfOnePiece(series, outlineOf)) return [];
  const breaks: Break[] = [];
  let last: TestableSample | null = null;
  let distance: number | null = null;
  for (const sample of series.toSorted(inOrder)) {
    const own = sample.look.sampleDistanceMetres;
    if (last !== null) {
      const changed = [
        ...meansChanges(last.byMachine, sample.byMachine, target.areaId === null),
        ...outlineChange(outlineOf(last), outlineOf(sample)),
        ...distanceChange(distance, own),
      ];
      if (changed.length > 0)
        breaks.push({
          look: sample.look.id,
          at: sample.look.takenAt.text,
          before: last.look.id,
          beforeAt: last.look.takenAt.text,
          changed: changed.map((change) => ({ ...change, words: changeInWords(change) })),
        });
    }
    last = sample;
    distance = own ?? distance;
  }
  return breaks;
}

/** True where nothing can have changed: most series, and large ones need no sorting then. */
function isOfOnePiece(series: readonly TestableSample[], outlineOf: OutlineOf): boolean {
  const [first] = series;
  if (first === undefined) return true;
  const outline = outlineOf(first);
  let [least, most] = [Infinity, 0];
  for (const sample of series) {
    if (sample.byMachine !== null || outlineOf(sample) !== outline) return false;
    const distance = sample.look.sampleDistanceMetres;
    if (distance === null) continue;
    least = Math.min(least, distance);
    most = Math.max(most, distance);
  }
  return most <= largestSampleRatio * least;
}

function outlineChange(before: string, after: string): MeansChange[] {
  const words = (outline: string): string =>
    outline === "none"
      ? "no outline on record"
      : outline === ""
        ? "the first outline"
        : outlineInWords(outline);
  return before === after ? [] : [{ of: "outline", before: words(before), after: words(after) }];
}

/** A version of an outline is its first day, and after # the amendment that drew it anew. */
function outlineInWords(outline: string): string {
  const [day = "", redrawn] = outline.split("#");
  const words = day === "" ? "the first outline" : `the outline that holds from ${day}`;
  return redrawn === undefined ? words : `${words}, drawn anew`;
}

function distanceChange(before: number | null, after: number | null): MeansChange[] {
  return before === null ||
    after === null ||
    Math.max(before, after) <= largestSampleRatio * Math.min(before, after)
    ? []
    : [{ of: "sample-distance", before: `${before} m`, after: `${after} m` }];
}

function inOrder(a: TestableSample, b: TestableSample): number {
  const [one, other] = [a.look.takenAt, b.look.takenAt];
  return one.fromMs - other.fromMs || one.toMs - other.toMs || compare(keyOf(a), keyOf(b));
}

const keyOf = (s: Sample): string => `${s.look.id} ${s.countIds.join(" ")}`;
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
