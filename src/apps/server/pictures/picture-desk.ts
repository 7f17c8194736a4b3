import type { PictureLook } from "../../../sites/pictures/picture-look.ts";
import { readPictureLooks } from "../../../system/store/reading-pictures.ts";
import { wholeOf } from "../guard/blind.ts";
import type { Workbench } from "../workbench.ts";
import { openCheckedEvidence, type CheckedEvidence } from "./checked-evidence.ts";
import { openTileReader, type TileReader } from "./tile-reader.ts";

/** What handlers of pictures share while a workbench is open. */
export interface PictureDesk {
  readonly evidence: CheckedEvidence;
  readonly tiles: TileReader;
  /** Thumbnails as PNG, by look, size and version of the case. */
  readonly thumbnails: Map<string, Promise<Uint8Array | null>>;
  /** A look with its picture as of the case's version now; undefined where there is no such look. Every tile asks for it. */
  readonly lookOf: (id: string) => PictureLook | undefined;
}

const desks = new WeakMap<Workbench, PictureDesk>();

/** The desk of a workbench, made when it is first needed; those who count blind share it. Its thread does not outlive the process. */
export function deskOf(asking: Workbench): PictureDesk {
  const bench = wholeOf(asking);
  const had = desks.get(bench);
  if (had !== undefined) return had;
  const looks = new Map<string, PictureLook>();
  let version = 0;
  const made: PictureDesk = {
    evidence: openCheckedEvidence(bench.opened),
    tiles: openTileReader(),
    thumbnails: new Map(),
    lookOf: (id) => {
      const now = bench.version();
      if (now !== version) looks.clear();
      version = now;
      const known = looks.get(id) ?? readPictureLooks(bench.opened.database, { lookId: id })[0];
      if (known !== undefined) looks.set(id, known);
      return known;
    },
  };
  desks.set(bench, made);
  return made;
}
