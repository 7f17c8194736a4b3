import type { Fingerprint } from "./fingerprint.ts";
import { pointsOf } from "./fingerprint.ts";
import type { KeyPoint } from "./key-points.ts";
import { mostBitsApart, onesIn, placementOf, type Pair, type Placement } from "./placement.ts";

/** Pairs of points that must agree on a placement before two pictures are worth comparing. */
export const leastAgreeing = 5;
/** A descriptor is looked up by each of these parts of its bits; one of them must be the same. */
const parts = 6;
/** Words that more points than this share say nothing: plain edges, mostly. */
const mostShared = 40;

/** Another picture that may show the same pixels. */
export interface Candidate {
  /** Its place in the list that was given. */
  readonly index: number;
  readonly placement: Placement;
}

/** Many fingerprints, ready to be asked for one. Its entries lie together by word, and within a word by picture. */
export interface FingerprintIndex {
  readonly points: readonly (readonly KeyPoint[])[];
  /** Where the entries of each word begin; those of the next word follow. */
  readonly starts: Uint32Array;
  /** Of each entry: which picture, which of its points, and the bits of that point. */
  readonly pictureOf: Uint32Array;
  readonly pointOf: Uint8Array;
  readonly acrossOf: Int32Array;
  readonly downOf: Int32Array;
}

/** Makes the index of many fingerprints (multi-index hashing, Norouzi, Punjani and Fleet, CVPR 2012). */
export function fingerprintIndex(fingerprints: readonly Fingerprint[]): FingerprintIndex {
  const points = fingerprints.map(pointsOf);
  const many = parts * points.reduce((sum, own) => sum + own.length, 0);
  const starts = new Uint32Array((parts << 20) + 1);
  for (const own of points)
    for (const point of own)
      for (let part = 0; part < parts; part++) {
        const word = wordOf(point, part);
        starts[word] = (starts[word] ?? 0) + 1;
      }
  // Ends first: filling from the last entry to the first turns them into beginnings.
  for (let word = 1; word < starts.length; word++)
    starts[word] = (starts[word] ?? 0) + (starts[word - 1] ?? 0);
  const pictureOf = new Uint32Array(many);
  const pointOf = new Uint8Array(many);
  const acrossOf = new Int32Array(many);
  const downOf = new Int32Array(many);
  for (let picture = points.length - 1; picture >= 0; picture--)
    for (const [i, point] of (points[picture] ?? []).entries())
      for (let part = 0; part < parts; part++) {
        const word = wordOf(point, part);
        const entry = (starts[word] ?? 0) - 1;
        starts[word] = entry;
        pictureOf[entry] = picture;
        pointOf[entry] = i;
        acrossOf[entry] = point.across;
        downOf[entry] = point.down;
      }
  return { points, starts, pictureOf, pointOf, acrossOf, downOf };
}

/** 20 of the 60 bits with the number of the part above them. The first three parts cover all bits once, the others again in another mixture. */
function wordOf({ across, down }: KeyPoint, part: number): number {
  const base = part << 20;
  switch (part) {
    case 0:
      return base | (across & 0xfffff);
    case 1:
      return base | (down & 0xfffff);
    case 2:
      return base | ((across >>> 20) << 10) | (down >>> 20);
    case 3:
      return base | ((across & 0x3ff) << 10) | (down & 0x3ff);
    case 4:
      return base | (((across >>> 10) & 0x3ff) << 10) | ((down >>> 10) & 0x3ff);
    default:
      return base | ((across >>> 20) << 10) | ((down >>> 5) & 0x3ff);
  }
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
  const { points, starts, pictureOf, pointOf, acrossOf, downOf } = index;
  const pairs = new Map<number, Pair[]>();
  for (const point of own)
    for (let part = 0; part < parts; part++) {
      const word = wordOf(point, part);
      const from = starts[word] ?? 0;
      const to = starts[word + 1] ?? 0;
      if (to - from > mostShared) continue;
      for (let entry = to - 1; entry >= from; entry--) {
        const picture = pictureOf[entry] ?? 0;
        if (picture <= after) break;
        if (
          onesIn(point.across ^ (acrossOf[entry] ?? 0)) + onesIn(point.down ^ (downOf[entry] ?? 0)) >
          mostBitsApart
        )
          continue;
        const other = points[picture]?.[pointOf[entry] ?? 0];
        if (other === undefined || metBefore(index, point, other, part)) continue;
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

/** Whether two points were brought together by an earlier part already. */
function metBefore({ starts }: FingerprintIndex, point: KeyPoint, other: KeyPoint, part: number): boolean {
  for (let earlier = 0; earlier < part; earlier++) {
    const word = wordOf(point, earlier);
    if (word !== wordOf(other, earlier)) continue;
    if ((starts[word + 1] ?? 0) - (starts[word] ?? 0) <= mostShared) return true;
  }
  return false;
}
