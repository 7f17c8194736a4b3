import { DamageError, InputError } from "../../base/errors.ts";
import type { ReportPicture } from "../../findings/report/pictures-section.ts";
import { lookUsability } from "../../sites/pictures/look-usability.ts";
import { withoutSuperseded, type PictureLook } from "../../sites/pictures/picture-look.ts";
import type { Case } from "../files/case-folder.ts";
import { readPictureLooks } from "../store/reading-pictures.ts";
import type { CheckedFinding } from "./finding.ts";

/** Most small pictures in a report, those taken nearest to the look under test. */
const mostThumbnails = 12;

/** The site's pictures as a report shows them. Pixels come along only where a known licence allows it. */
export async function picturesFor(
  opened: Case,
  { records, model }: CheckedFinding,
): Promise<ReportPicture[]> {
  const looks = withoutSuperseded(readPictureLooks(opened.database, { siteId: records.site.id })).toSorted(
    (a, b) =>
      (a.look.takenAt?.fromMs ?? Infinity) - (b.look.takenAt?.fromMs ?? Infinity) ||
      (a.look.id < b.look.id ? -1 : 1),
  );
  if (looks.length === 0) return [];
  // Loaded late: a report without pictures needs no decoder.
  const { lookThumbnail } = await import("./look-thumbnail.ts");
  const { asJpegAddress } = await import("../pictures/outlined-thumbnail.ts");
  const at = model.target.look.takenAt?.fromMs ?? 0;
  const away = ({ look }: PictureLook): number => Math.abs((look.takenAt?.fromMs ?? Infinity) - at);
  const shown = new Set(
    looks
      .filter((l) => l.supply.mayLeave && l.picture !== null && l.repeat === null)
      .toSorted((a, b) => away(a) - away(b))
      .slice(0, mostThumbnails)
      .map((l) => l.look.id),
  );
  const pictures: ReportPicture[] = [];
  for (const look of looks) {
    const png = shown.has(look.look.id)
      ? await intact(look, () => lookThumbnail(opened, look, wishes))
      : null;
    pictures.push({
      look,
      usability: lookUsability(look, model.target.kind),
      thumbnail: png === null ? null : await asJpegAddress(png),
    });
  }
  return pictures;
}

const wishes = { longestSide: 320, outlines: false } as const;

/** The picture was read when it came on record: what cannot be read now was altered since. */
async function intact(look: PictureLook, read: () => Promise<Uint8Array | null>): Promise<Uint8Array | null> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof InputError)
      throw new DamageError(
        `the picture of look ${look.look.id} can no longer be read; no report was written`,
        [error.message],
      );
    throw error;
  }
}
