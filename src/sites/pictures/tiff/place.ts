import type { Georeference } from "../georeference/georeference.ts";
import type { Dialect, Directory } from "./directory.ts";
import type { Head } from "./head.ts";

/** Where a file says that its pixels lie, or why what it says is not used. */
export interface FoundPlace {
  readonly georeference: Georeference | null;
  /** null when the file says nothing of its place, or all of it was used. */
  readonly refusal: string | null;
}

/** Reads the place of a picture from its directory. */
export type ReadPlace = (head: Head, dialect: Dialect, directory: Directory) => Promise<FoundPlace>;

/** For those who know the place already. */
export const nowhere: ReadPlace = () => Promise.resolve({ georeference: null, refusal: null });
