import { nounFor } from "../../base/counted.ts";
import type { CarCount, CountedPicture, CountedTrack } from "../../sites/tracks/counted.ts";

/** "21 (20 to 23)". */
export const countInWords = (count: CarCount | null): string =>
  count === null ? "not counted" : `${count.best} (${count.low} to ${count.high})`;

/** A count for people: the total, then each track with what its cars look like. */
export function countedInWords(counted: CountedPicture, title: string): string[] {
  const { outcome, total, tracks, reasons, remarks, way } = counted;
  const head =
    total === null
      ? `${title}: ${outcome}; cars were not counted`
      : `${title}: ${outcome}, ${countInWords(total)} ${nounFor(total.best, "railcar")}${way === "length" ? ", by length over pitch" : ""}`;
  const width = Math.max(5, ...tracks.map((t) => t.trackId.length));
  return [
    head,
    ...tracks.map((track) => `  ${track.trackId.padEnd(width)}  ${trackInWords(track)}`),
    ...reasons.map((reason) => `  reason: ${reason}`),
    ...remarks.map((remark) => `  note: ${remark}`),
  ];
}

function trackInWords(track: CountedTrack): string {
  const metres = `${Math.round(track.occupiedMetres)} of ${Math.round(track.lengthMetres)} m occupied`;
  return [track.count === null ? "" : countInWords(track.count), metres, kindsOf(track)]
    .filter((part) => part !== "")
    .join(", ");
}

/** "12 box, 3 tank, 2 of no kind that could be told". */
function kindsOf({ cars }: CountedTrack): string {
  const tally = new Map<string, number>();
  for (const { kind } of cars) {
    const word = kind ?? "of no kind that could be told";
    tally.set(word, (tally.get(word) ?? 0) + 1);
  }
  return [...tally]
    .sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
    .map(([word, n]) => `${n} ${word}`)
    .join(", ");
}
