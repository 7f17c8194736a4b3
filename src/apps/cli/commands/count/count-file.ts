import { countOf } from "../../../../sites/tracks/count-of.ts";
import { countingRule } from "../../../../sites/tracks/decoding/counting-rule.ts";
import { writeWhole } from "../../../../system/files/atomic.ts";
import { marksOfReading } from "../../../../system/tracks/marks-of-reading.ts";
import { openReader } from "../../../../system/tracks/open-reader.ts";
import { proofOf } from "../../../../system/tracks/proof.ts";
import { readPicture } from "../../../../system/tracks/read-picture.ts";
import type { Call, ExitCode } from "../../definition.ts";
import { mustBeFile, type CountWishes } from "./count.ts";
import { countedInWords } from "../../count-in-words.ts";

/** Counts one picture by lines from a file, without a case. */
export async function countFile(call: Call, wishes: CountWishes, tracks: string): Promise<ExitCode> {
  const { output, signal } = call;
  const [path = ""] = wishes.pictures;
  mustBeFile("picture", path);
  output.progress("count: starting the reader");
  const reader = await openReader(wishes.workers);
  try {
    const reading = await readPicture({
      path,
      tracks,
      sampleDistanceMetres: wishes.sampleDistanceMetres,
      gauge: wishes.gauge,
      sun: wishes.sun,
      reader,
      signal,
      progress: (share) => output.progress(`count: ${Math.round(share * 100)} %`),
    });
    const counted = countOf(reading);
    const found = marksOfReading(counted, reading);
    if (wishes.marks !== null) writeWhole(wishes.marks, found.geoJson);
    if (wishes.proof !== null)
      writeWhole(wishes.proof, await proofOf({ path, reading, counted, marks: found.marks, title: path }));
    const { outcome, reasons, remarks, total, way } = counted;
    output.result(
      {
        outcome,
        reasons,
        remarks,
        total,
        way,
        tracks: counted.tracks.map(({ trackId, ...track }) => ({ id: trackId, ...track })),
        sampleDistanceMetres: reading.sampleDistanceMetres,
        simulated: reading.simulated,
        told: reading.told,
        model: reading.model,
        rule: countingRule,
        canary: reading.canary,
      },
      () => countedInWords(counted, path),
    );
    return outcome === "counted" ? 0 : 1;
  } finally {
    await reader.close();
  }
}
