import type { PictureDates } from "./dates.ts";
import { readDated, type Dated, type Zone } from "./dated.ts";

/** A text of a file that holds a date, and what its zone is when it does not say. */
interface Known {
  readonly name: string;
  /** Of a second text that holds the time of day, or the offset. */
  readonly time?: string;
  readonly offset?: string;
  /** True when the format defines UTC. */
  readonly utc?: boolean;
}

/**
 * Names that mean exposure, in order of trust: EXIF 2.32 DateTimeOriginal, IPTC's and XMP's forms of it, GDAL's ACQUISITIONDATETIME (its
 * readers write UTC), NITF's IDATIM (MIL-STD-2500C: UTC), the fields of DIMAP, Maxar, Sentinel-2 and Landsat as GDAL passes them on.
 */
const exposure: readonly Known[] = [
  { name: "ACQUISITIONDATETIME", utc: true },
  { name: "DATETIMEORIGINAL", offset: "OFFSETTIMEORIGINAL" },
  { name: "EXIF:DATETIMEORIGINAL" },
  { name: "PHOTOSHOP:DATECREATED" },
  { name: "NITF_IDATIM", utc: true },
  { name: "IMAGING_DATE", time: "IMAGING_TIME", utc: true },
  { name: "FIRSTLINETIME", utc: true },
  { name: "TLCTIME", utc: true },
  { name: "SENSING_TIME", utc: true },
  { name: "PRODUCT_START_TIME", utc: true },
  { name: "DATE_ACQUIRED", time: "SCENE_CENTER_TIME", utc: true },
];

/** Names that mean writing: TIFF 6.0 DateTime ("date and time of image creation", the file's), PNG tIME, EXIF's ModifyDate and DateTimeDigitized, XMP's. */
const writing: readonly Known[] = [
  { name: "DATETIME", offset: "OFFSETTIME" },
  { name: "MODIFYDATE", offset: "OFFSETTIME" },
  { name: "DATETIMEDIGITIZED", offset: "OFFSETTIMEDIGITIZED" },
  { name: "XMP:MODIFYDATE" },
  { name: "XMP:CREATEDATE" },
  { name: "NITF_FDT", utc: true },
  { name: "TIME", utc: true },
  { name: "GENERATION_TIME", utc: true },
  { name: "PRODUCTION_DATE", utc: true },
];

/** Names in the texts come with the prefix of who passed them on. */
const prefix =
  /^(?:TIFFTAG_|EXIF_|EXIF\.(?:PHOTO|IMAGE)\.|EXIF (?=[A-Z])|IMAGERY[:.]|IMD\.(?:IMAGE_1\.)?|DATATAKE_1_(?=PRODUCT))/;

const xmpDates =
  /\b(exif:DateTimeOriginal|photoshop:DateCreated|xmp:CreateDate|xmp:ModifyDate)\s*(?:=\s*["']|>)\s*([0-9][0-9T:.+Z-]{3,39})/g;
const mostXmp = 1 << 20;

/**
 * The times that texts inside a picture's file give. `zone` is for EXIF times without an offset, which are by the camera's clock.
 */
export function textDates(
  texts: Readonly<Record<string, string>>,
  zone: Zone,
): { readonly dates: PictureDates; readonly remarks: readonly string[] } {
  const byName = new Map<string, { readonly as: string; readonly text: string }>();
  const keep = (name: string, as: string, text: string): void => {
    if (!byName.has(name)) byName.set(name, { as, text });
  };
  for (const [as, text] of Object.entries(texts)) {
    keep(as.toUpperCase().replace(prefix, ""), as, text);
    if (/xmp/i.test(as) || text.startsWith("<?xpacket"))
      for (const match of text.slice(0, mostXmp).matchAll(xmpDates)) {
        const [, field = "", value = ""] = match;
        keep(field.toUpperCase(), `XMP ${field}`, value);
      }
  }
  const remarks: string[] = [];
  const first = (known: readonly Known[]): Dated | null => {
    for (const { name, time, offset, utc } of known) {
      const found = byName.get(name);
      // Cameras without a clock write zeros or blanks.
      if (found === undefined || /^[0:\s-]*$/.test(found.text)) continue;
      const clock = time === undefined ? undefined : byName.get(time)?.text;
      const text = clock === undefined ? found.text : `${found.text}T${clock}`;
      const own = offset === undefined ? undefined : byName.get(offset)?.text;
      const read = readDated(text, found.as, utc === true ? "utc" : zone, own);
      if (read.ok) return read.dated;
      remarks.push(read.remark);
    }
    return null;
  };
  return {
    dates: { takenAt: first(exposure), publishedAt: null, fileTime: first(writing), uploadedAt: null },
    remarks,
  };
}
