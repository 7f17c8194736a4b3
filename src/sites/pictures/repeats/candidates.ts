import type { Fingerprint } from "./fingerprint.ts";
import { pointsOf } from "./fingerprint.ts";
import type { KeyPoint } from "./key-points.ts";
import { bitsApart, mostBitsApart, placementOf, type Pair, type Placement } from "./placement.ts";

/** Pairs of points that must agree on a placement before two pictures are worth comparing. */
export const leastAgreeing = 5;
/** A descriptor is looked up by each of these parts of its bits; one of them must be the same. */
const parts = 3;
/** Words that more points than this share say nothing: plain edges, mostly. */
const mostShared = 100;

/** Another picture that may show the same pixels. */
export interface Candidate {
  /** Its place in the list that was given. */
  readonly index: number;
  readonly placement: Placement;
}

/** Many fingerprints, ready to be asked for one. */
export interface FingerprintIndex {
  readonly points: readonly (readonly KeyPoint[])[];
  /** For every word, one more than the number of the last entry that has it; 0 where none has. */
  readonly last: Int32Array;
  /** For every entry of a word, one more than the number of the entry before it. */
  readonly before: Int32Array;
  /** How many entries a word has. */
  readonly shared: Uint32Array;
  /** Which picture an entry is of, and which of its points. */
  readonly pictureOf: Uint32Array;
  readonly pointOf: Uint8Array;
}

/** Makes the index of many fingerprints (multi-index hashing, Norouzi, Punjani and Fleet, CVPR 2012). */
export function fingerprintIndex(fingerprints: readonly Fingerprint[]): FingerprintIndex {
  const points = fingerprints.map(pointsOf);
  const entries = parts * points.reduce((sum, own) => sum + own.length, 0);
  const last = new Int32Array(parts << 20);
  const shared = new Uint32Array(parts << 20);
  const before = new Int32Array(entries);
  const pictureOf = new Uint32Array(entries);
  const pointOf = new Uint8Array(entries);
  let entry = 0;
  for (const [picture, own] of points.entries())
    for (const [i, point] of own.entries())
      for (let part = 0; part < parts; part++) {
        const word = wordOf(point, part);
        before[entry] = last[word] ?? 0;
        pictureOf[entry] = picture;
        pointOf[entry] = i;
        shared[word] = (shared[word] ?? 0) + 1;
        entry++;
        last[word] = entry;
      }
  return { points, last, before, shared, pictureOf, pointOf };
}

/** 20 of the 60 bits, with the number of the part above them. */
function wordOf({ across, down }: KeyPoint, part: number): number {
  const bits =
    part === 0 ? across & 0xfffff : part === 1 ? down & 0xfffff : ((across >>> 20) << 10) | (down >>> 20);
  return (part << 20) | bits;
}

/**
 * The pictures of an index that may show the same pixels as a fingerprint's, those with most agreeing points first. Two looks at one place
 * are candidates too: `isRepeat` tells them apart.
 */
export function candidates(fingerprint: Fingerprint, others: FingerprintIndex): Candidate[] {
  return candidatesOf(pointsOf(fingerprint), others, -1);
}

/** Every pair of an index that may show the same pixels: [smaller place, larger place, placement of the second in the first]. */
export function candidatePairs(
  index: FingerprintIndex,
): (readonly [first: number, second: number, placement: Placement])[] {
  return index.points.flatMap((own, first) =>
    candidatesOf(own, index, first).map((c) => [first, c.index, c.placement] as const),
  );
}

function candidatesOf(own: readonly KeyPoint[], index: FingerprintIndex, after: number): Candidate[] {
  const { points, last, before, pictureOf, pointOf } = index;
  const pairs = new Map<number, Pair[]>();
  for (const point of own)
    for (let part = 0; part < parts; part++) {
      if (!telling(index, point, part)) continue;
      for (let next = last[wordOf(point, part)] ?? 0; next > 0; next = before[next - 1] ?? 0) {
        const picture = pictureOf[next - 1] ?? 0;
        // Entries run from the last picture to the first.
        if (picture <= after) break;
        const other = points[picture]?.[pointOf[next - 1] ?? 0];
        if (other === undefined || bitsApart(point, other) > mostBitsApart) continue;
        if (metBefore(index, point, other, part)) continue;
        const list = pairs.get(picture);
        if (list === undefined) pairs.set(picture, [[point, other]]);
        else list.push([point, other]);
      }
    }
  const found: Candidate[] = [];
  for (const [index, list] of pairs) {
    if (list.length < leastAgreeing) continue;
    const placement = placementOf(list);
    if (placement !== null && placement.agreeing >= leastAgreeing) found.push({ index, placement });
  }
  return found.toSorted((a, b) => b.placement.agreeing - a.placement.agreeing || a.index - b.index);
}

/** Whether a word is rare enough to say anything. */
function telling({ shared }: FingerprintIndex, point: KeyPoint, part: number): boolean {
  return (shared[wordOf(point, part)] ?? 0) <= mostShared;
}

/** Whether two points were brought together by an earlier part already. */
function metBefore(index: FingerprintIndex, point: KeyPoint, other: KeyPoint, part: number): boolean {
  for (let earlier = 0; earlier < part; earlier++)
    if (wordOf(point, earlier) === wordOf(other, earlier) && telling(index, point, earlier)) return true;
  return false;
}
