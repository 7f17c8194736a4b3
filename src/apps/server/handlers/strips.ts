import { InputError } from "../../../base/errors.ts";
import type { Tones } from "../../../sites/pictures/tones.ts";
import { lookStrips, stripPiecePng, type LookStrips } from "../../../system/steps/look-strips.ts";
import type { Asked } from "../route.ts";
import type { Workbench } from "../workbench.ts";

interface Kept {
  version: number;
  readonly looks: Map<string, LookStrips>;
  /** Pieces as PNG, by all that they depend on, the longest unused first. */
  readonly pieces: Map<string, Uint8Array>;
  bytes: number;
}

const kept = new WeakMap<Workbench, Kept>();
/** Looks whose tracks, and bytes of pieces, that are kept. */
const most = { looks: 8, bytes: 48 * 2 ** 20 } as const;

function stripsOf(bench: Workbench, look: string): { readonly strips: LookStrips; readonly known: Kept } {
  const version = bench.version();
  const known: Kept = kept.get(bench) ?? { version, looks: new Map(), pieces: new Map(), bytes: 0 };
  kept.set(bench, known);
  if (known.version !== version) {
    // Where the tracks lie may have changed; pieces are known by where they lie.
    known.looks.clear();
    known.version = version;
  }
  const found = known.looks.get(look);
  if (found !== undefined) return { strips: found, known };
  const made = lookStrips(bench.opened, look);
  if (known.looks.size >= most.looks) known.looks.clear();
  known.looks.set(look, made);
  return { strips: made, known };
}

/** The tracks of a look as strips: where each lies, and the pieces that it comes in. */
export const getStrips = ({ bench, params }: Asked) => stripsOf(bench, params["look"] ?? "").strips.shown;

/** One piece of a track, unrolled, as PNG. */
export async function getStripPiece({ bench, params, query, signal, reply }: Asked) {
  const look = params["look"] ?? "";
  const { strips, known } = stripsOf(bench, look);
  const track = String(query["track"] ?? "");
  const piece = Number(query["piece"] ?? 0);
  const tones = tonesAsked(query);
  const way = strips.ways.tracks.find((t) => t.trackId === track)?.way;
  const place =
    way === undefined ? "" : [...way.knots.subarray(0, 4), ...way.knots.slice(-2), way.metres].join();
  const key = JSON.stringify([strips.marked.picture.sha256, track, piece, place, tones]);
  let png = known.pieces.get(key);
  if (png === undefined) {
    try {
      png = await stripPiecePng(bench.opened, strips, { track, piece, signal }, tones);
    } catch (error) {
      if (!signal.aborted) throw error;
      // Whoever asked has scrolled on: nobody is there to be answered.
      return reply.hijack();
    }
    known.bytes += png.length;
  }
  known.pieces.delete(key);
  known.pieces.set(key, png);
  for (const [oldest, bytes] of known.pieces) {
    if (known.bytes <= most.bytes) break;
    known.pieces.delete(oldest);
    known.bytes -= bytes.length;
  }
  return reply.header("cache-control", "private, max-age=3600").type("image/png").send(Buffer.from(png));
}

/** "low,high,low,high,low,high" in the picture's own samples, with the gamma; null where the look's usual ones are meant. */
function tonesAsked(query: Asked["query"]): Tones | null {
  const text = query["ends"];
  if (text === undefined || text === "") return null;
  const values = String(text).split(",").map(Number);
  const gamma = Number(query["gamma"] ?? 1);
  if (
    ![2, 6].includes(values.length) ||
    values.some((v) => !Number.isFinite(v)) ||
    !(gamma > 0 && gamma < 20)
  )
    throw InputError.of(
      "strips",
      "ends, gamma",
      `${String(text).slice(0, 80)}, ${gamma}`,
      "low,high of one band or of three, and a number above 0",
    );
  return {
    ends: values.flatMap((low, i) => (i % 2 === 0 ? [[low, values[i + 1] ?? low] as const] : [])),
    gamma,
  };
}
