import type { Mark } from "../../sites/counting/mark.ts";
import type { MarkedPicture } from "../../sites/counting/marks/coco-marks.ts";
import type { ReadMarks } from "../../sites/counting/marks/marks-file.ts";
import { reviewFromFile, type ReadReview } from "../../sites/counting/marks/review-file.ts";
import { marks as marksTable } from "../store/tables.ts";
import type { ImportMarksRequest } from "./import-marks.ts";
import type { FaultList, Sink } from "./import.ts";

export interface ReviewToRead {
  readonly request: ImportMarksRequest;
  readonly read: ReadMarks;
  /** All marks of the look before it. */
  readonly marks: readonly Mark[];
  readonly picture: MarkedPicture;
  readonly fileSha256: string;
}

/** Ids that a warning lists. */
const mostListed = 5;

/** Puts a review of the machine's marks on record from what a file says. Each new mark is named by the file's hash and its place in it, or by the mark that it rejects. */
export function readReview(
  { request, read, marks, picture, fileSha256 }: ReviewToRead,
  sink: Sink,
  faults: FaultList,
) {
  const { look, by, pass, review = { missing: "keep", unchanged: "keep" } } = request;
  const found = reviewFromFile({
    ...review,
    marks,
    counter: { marker: { type: "person", name: by }, pass },
    lookId: look,
    picture,
    found: read.marks,
    newId: (n, rejects) => `${look}/${fileSha256.slice(0, 8)}-${pass}-${rejects ? "left-" : ""}${n + 1}`,
  });
  faults.add(found.faults);
  const before = new Map(marks.map((m) => [m.id, m]));
  if (found.faults.length === 0)
    for (const mark of found.made)
      if (sink.add(marksTable, mark) === "different" || before.has(mark.id))
        faults.add([
          {
            where: "mark import",
            field: "--by",
            found: `${mark.id} is on record with other content or by another person`,
            allowed: "a file exported anew, or another name of the pass, as review-2",
          },
        ]);
  const { judged, corrected, added, unchanged } = found;
  return {
    summary: {
      judged,
      corrected,
      added,
      leftOutAndRejected: review.missing === "reject" ? found.missing.length : 0,
      unchanged,
    },
    warnings: [...read.warnings, ...remarks(found, review.missing)],
  };
}

function remarks({ missing, notes }: ReadReview, way: "keep" | "reject"): string[] {
  const listed = missing.slice(0, mostListed).map((m) => m.id);
  const more = missing.length - listed.length;
  const marks = (n: number): string => (n === 1 ? "1 mark" : `${n} marks`);
  const named = `${listed.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
  return [
    ...(missing.length === 0
      ? []
      : [
          way === "keep"
            ? `${marks(missing.length)} that the file leaves out ${missing.length === 1 ? "stays as it is" : "stay as they are"}: ${named}; --missing reject rejects what a file leaves out`
            : `${marks(missing.length)} that the file leaves out ${missing.length === 1 ? "is" : "are"} rejected: ${named}`,
        ]),
    ...(notes === 0
      ? []
      : [
          `${marks(notes)} of the machine ${notes === 1 ? "has" : "have"} another note or probability and no other state: that judges nothing and was left out`,
        ]),
  ];
}
