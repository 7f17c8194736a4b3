import type { Workbench } from "../workbench.ts";
import { openCheckedEvidence, type CheckedEvidence } from "./checked-evidence.ts";
import { openTileReader, type TileReader } from "./tile-reader.ts";

/** What handlers of pictures share while a workbench is open. */
export interface PictureDesk {
  readonly evidence: CheckedEvidence;
  readonly tiles: TileReader;
  /** Thumbnails as PNG, by look, size and version of the case. */
  readonly thumbnails: Map<string, Promise<Uint8Array | null>>;
}

const desks = new WeakMap<Workbench, PictureDesk>();

/** The desk of a workbench, made when it is first needed. Its thread does not outlive the process. */
export function deskOf(bench: Workbench): PictureDesk {
  const had = desks.get(bench);
  if (had !== undefined) return had;
  const made: PictureDesk = {
    evidence: openCheckedEvidence(bench.opened),
    tiles: openTileReader(),
    thumbnails: new Map(),
  };
  desks.set(bench, made);
  return made;
}
