import { stat } from "node:fs/promises";
import { DamageError } from "../../../base/errors.ts";
import type { Case } from "../../../system/files/case-folder.ts";
import { sha256OfFile } from "../../../system/hash.ts";

/** Evidence whose bytes were held against their hash. */
export interface CheckedEvidence {
  /**
   * The path of a file of the evidence whose content is what came on record. It is hashed once, and again when its size or its time changes.
   * @throws DamageError when it is missing or altered
   */
  readonly pathOf: (sha256: string) => Promise<string>;
}

interface Checked {
  readonly size: number;
  readonly changedMs: number;
  readonly isSame: Promise<boolean>;
}

export function openCheckedEvidence(opened: Case): CheckedEvidence {
  const checked = new Map<string, Checked>();
  const damaged = (sha256: string, how: string): DamageError =>
    new DamageError("the picture is not what came on record", [
      `evidence ${sha256.slice(0, 12)}…: ${how}; case verify says more`,
    ]);
  return {
    pathOf: async (sha256) => {
      const path = opened.evidencePath(sha256);
      const status = await stat(path).catch(() => null);
      if (status === null || !status.isFile()) throw damaged(sha256, "missing");
      const had = checked.get(sha256);
      const isKnown = had !== undefined && had.size === status.size && had.changedMs === status.mtimeMs;
      const now: Checked = isKnown
        ? had
        : {
            size: status.size,
            changedMs: status.mtimeMs,
            isSame: sha256OfFile(path).then((found) => found === sha256),
          };
      if (!isKnown) {
        checked.set(sha256, now);
        now.isSame.catch(() => {
          if (checked.get(sha256) === now) checked.delete(sha256);
        });
      }
      if (!(await now.isSame)) throw damaged(sha256, "altered");
      return path;
    },
  };
}
