import type { StopSignal } from "../../base/abort.ts";
import { answerSizes, type Answer } from "../../sites/tracks/reading.ts";
import { placeMetres, stripStepMetres, type Strip } from "../../sites/tracks/strip.ts";
import {
  aboutOf,
  chunksOf,
  columnsOf,
  inputOf,
  type SunAngles,
  type ViewAngles,
} from "../../sites/tracks/strips/network-input.ts";
import type { Tone } from "../../sites/tracks/strips/tone.ts";
import type { Piece, ReaderPool } from "../models/reader-pool.ts";

/** What the network says of one strip: `answerSizes[...] * places` numbers of each answer, channel by channel. */
export type Answers = Readonly<Record<Answer, Float32Array>>;

/** What the network is told of a picture beside its pixels, and by whom it is run. */
export interface Asking {
  readonly tone: Tone;
  readonly sampleDistanceMetres: number;
  readonly sun: SunAngles | null;
  readonly view: ViewAngles | null;
  readonly pool: ReaderPool;
  readonly signal?: StopSignal | undefined;
}

/** The network's answers for whole strips, in their order. */
export async function stripAnswers(
  strips: readonly Strip[],
  { tone, sampleDistanceMetres, sun, view, pool, signal }: Asking,
  progress?: (share: number) => void,
): Promise<Answers[]> {
  const parts = strips.flatMap((strip, index) =>
    chunksOf(strip.plan).map((chunk) => ({ chunk, strip, index })),
  );
  const pieces = parts.map(({ chunk, strip }): Piece => {
    const columns = columnsOf(chunk.readFrom, chunk.readTo);
    return {
      columns: columns.to - columns.from,
      strip: (spare) => inputOf(strip, tone, columns, spare),
      about: aboutOf(strip.plan, columns, sampleDistanceMetres, sun, view),
      keep: [chunk.from - chunk.readFrom, chunk.to - chunk.readFrom],
    };
  });
  const answers = await pool.read(pieces, {
    ...(signal === undefined ? {} : { signal }),
    progress: (done, all) => progress?.(done / all),
  });
  return strips.map((strip, index) =>
    joined(
      placesOf(strip),
      parts.flatMap((part, i) =>
        part.index === index ? [{ from: part.chunk.from, answers: answers[i] }] : [],
      ),
    ),
  );
}

export const placesOf = ({ plan }: Strip): number => plan.columns / (placeMetres / stripStepMetres);

/** The answers of a strip's chunks, put together place by place. */
function joined(
  places: number,
  parts: readonly { readonly from: number; readonly answers: Answers | undefined }[],
): Answers {
  const one = (name: Answer): Float32Array => {
    const whole = new Float32Array(answerSizes[name] * places);
    for (const { from, answers } of parts) {
      const values = answers?.[name] ?? new Float32Array();
      const length = values.length / answerSizes[name];
      for (let channel = 0; channel < answerSizes[name]; channel++)
        whole.set(values.subarray(channel * length, (channel + 1) * length), channel * places + from);
    }
    return whole;
  };
  return {
    state: one("state"),
    potential: one("potential"),
    kind: one("kind"),
    cover: one("cover"),
    line: one("line"),
  };
}
