import type { StopSignal } from "../../base/abort.ts";
import type { Picture } from "../../sites/pictures/picture.ts";
import { placeChances } from "../../sites/tracks/place-chances.ts";
import type { Strip } from "../../sites/tracks/strip.ts";
import { readStrips } from "../../sites/tracks/strips/read-strips.ts";
import type { DamagedWindow } from "../../sites/tracks/strips/read-tiles.ts";
import { refinedPlan } from "../../sites/tracks/strips/refined-plan.ts";
import { unseenPlaces } from "../../sites/tracks/strips/unseen-places.ts";
import type { Answers } from "./strip-answers.ts";

/** Strips whose lines lie on the tracks that the network saw beside them. */
export interface MovedStrips {
  readonly strips: readonly Strip[];
  /** For each strip the largest distance that its line was moved by; 0: it lay well and was not read again. */
  readonly movedMetres: readonly number[];
  readonly damaged: readonly DamagedWindow[];
}

/** Moves the lines that lie beside their tracks, by the network's answers, and unrolls their strips anew. */
export async function linesOnTheirTracks(
  picture: Picture,
  strips: readonly Strip[],
  answers: readonly Answers[],
  stop: { readonly signal?: StopSignal },
): Promise<MovedStrips> {
  const moves = strips.map((strip, i) => {
    const answer = answers[i];
    return refinedPlan(strip.plan, answer?.line ?? new Float32Array(), trustInLine(strip, answer));
  });
  const moved = moves.flatMap(({ movedMetres }, i) => (movedMetres > 0 ? [i] : []));
  const again = await readStrips(
    picture,
    moved.flatMap((i) => moves[i]?.plan ?? []),
    stop,
  );
  const placed = [...strips];
  for (const [k, i] of moved.entries()) {
    const strip = again.strips[k];
    if (strip !== undefined) placed[i] = strip;
  }
  return { strips: placed, movedMetres: moves.map((move) => move.movedMetres), damaged: again.damaged };
}

/** How far what a place says of the line is to be believed: as far as it is not hidden. */
function trustInLine(strip: Strip, answers: Answers | undefined): Float32Array {
  const hidden = answers === undefined ? new Float32Array() : placeChances("hidden", answers);
  return Float32Array.from(unseenPlaces(strip), (none, t) => (none === 1 ? 0 : 1 - (hidden[t] ?? 0)));
}
