import type { Box } from "../../base/geometry/box.ts";
import type { PictureLook, Repeat } from "../../sites/pictures/picture-look.ts";
import { candidates, fingerprintIndex } from "../../sites/pictures/repeats/candidates.ts";
import {
  fingerprintOf,
  fingerprintText,
  parseFingerprint,
  type Fingerprint,
} from "../../sites/pictures/repeats/fingerprint.ts";
import { isRepeat } from "../../sites/pictures/repeats/is-repeat.ts";
import { greyOf } from "../../sites/pictures/shift/grey.ts";
import type { EarlierLooks } from "./earlier-looks.ts";
import type { SiteView } from "./site-view.ts";

export interface SamePixelsQuestion {
  readonly lookId: string;
  readonly sha256: string;
  readonly view: SiteView | null;
  readonly box: Box;
  readonly earlier: EarlierLooks;
}

export interface SamePixels {
  readonly fingerprint: string;
  readonly repeat: Repeat | null;
  /** Looks that may show the same exposure, where that cannot be told: each in a sentence, for the analyst. They count by themselves. */
  readonly remarks: readonly string[];
}

/** Agreement of detail from which a picture that cannot be told from another is worth a remark. */
const remarkable = 0.85;

/** Earlier pictures that are compared pixel by pixel, those first whose fingerprints agree best. */
const mostCompared = 8;

/** The fingerprint of a picture over its site, and the look that showed the same exposure before, if one did. */
export async function samePixels(asked: SamePixelsQuestion): Promise<SamePixels> {
  const { lookId, sha256, view, box, earlier } = asked;
  const grey = view === null ? null : greyOf(view.raster, view.meanings);
  const fingerprint = grey === null ? null : fingerprintOf(grey);
  const text = fingerprint === null ? "" : fingerprintText(fingerprint);
  const repeatOf = (look: PictureLook, score: number, reason: string): Repeat => ({
    lookId,
    // A repeat of a repeat is one of the first.
    of: look.repeat?.of ?? look.look.id,
    score,
    reason,
  });
  const same = earlier.looks.find((l) => l.picture?.sha256 === sha256 && l.look.id !== lookId);
  if (same !== undefined)
    return { fingerprint: text, repeat: repeatOf(same, 1, "the same file, byte for byte"), remarks: [] };
  if (grey === null || fingerprint === null) return { fingerprint: text, repeat: null, remarks: [] };
  const known = earlier.looks.flatMap((look) => {
    const other = look.picture?.fingerprint ?? "";
    return other === "" || look.look.id === lookId ? [] : [{ look, fingerprint: parseFingerprint(other) }];
  });
  const index = fingerprintIndex(known.map((k) => k.fingerprint));
  const remarks: string[] = [];
  for (const { index: at } of candidates(fingerprint, index).slice(0, mostCompared)) {
    const candidate = known[at];
    const other = candidate === undefined ? null : await earlier.greyOver(candidate.look, box);
    if (candidate === undefined || other === null) continue;
    const fingerprints: [Fingerprint, Fingerprint] = [fingerprint, candidate.fingerprint];
    const answer = isRepeat(grey, other.grey, { fingerprints });
    if (answer.outcome === "repeat")
      return {
        fingerprint: text,
        repeat: repeatOf(candidate.look, answer.score ?? 0, answer.reason),
        remarks: [],
      };
    if (answer.outcome === "cannot-tell" && (answer.score ?? 0) >= remarkable)
      remarks.push(`may show the same exposure as ${candidate.look.look.id}: ${answer.reason}`);
  }
  return { fingerprint: text, repeat: null, remarks };
}
