import { spanInWords } from "../../base/time/words.ts";
import type { PictureLook } from "./picture-look.ts";

/** A look by its site and date, for the captions of pictures. */
export const lookTitle = ({ look }: Pick<PictureLook, "look">): string =>
  `${look.siteId}, ${look.takenAt === null ? "no date" : spanInWords(look.takenAt)}, look ${look.id}`;
