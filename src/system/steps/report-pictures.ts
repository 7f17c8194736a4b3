import type { ReportPicture } from "../../findings/report/pictures-section.ts";
import { exposuresOf } from "../../sites/pictures/exposures.ts";
import { lookUsability } from "../../sites/pictures/look-usability.ts";
import type { PictureLook } from "../../sites/pictures/picture-look.ts";
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
  const exposures = exposuresOf(
    readPictureLooks(opened.database, { siteId: records.site.id }),
    model.target.kind,
  );
  if (exposures.length === 0) return [];
  // Loaded late: a report without pictures needs no decoder.
  const { lookThumbnail } = await import("./look-thumbnail.ts");
  const { asJpegAddress } = await import("../pictures/outlined-thumbnail.ts");
  const at = model.target.look.takenAt?.fromMs ?? 0;
  const away = ({ look }: PictureLook): number => Math.abs((look.takenAt?.fromMs ?? Infinity) - at);
  const shown = new Set(
    exposures
      .map((e) => e.counted)
      .filter((l) => l.supply.mayLeave && l.picture !== null)
      .toSorted((a, b) => away(a) - away(b))
      .slice(0, mostThumbnails)
      .map((l) => l.look.id),
  );
  const pictures: ReportPicture[] = [];
  for (const { counted, repeats, contradiction } of exposures)
    for (const look of [counted, ...repeats]) {
      const png = shown.has(look.look.id) ? await lookThumbnail(opened, look, wishes) : null;
      pictures.push({
        look,
        countedBy: look === counted ? null : counted.look.id,
        contradiction: look === counted ? contradiction : null,
        usability: lookUsability(look, model.target.kind),
        thumbnail: png === null ? null : await asJpegAddress(png),
      });
    }
  const time = ({ look }: ReportPicture): number => look.look.takenAt?.fromMs ?? Infinity;
  return pictures.toSorted((a, b) => time(a) - time(b) || (a.look.look.id < b.look.look.id ? -1 : 1));
}

const wishes = { longestSide: 320, outlines: true } as const;
