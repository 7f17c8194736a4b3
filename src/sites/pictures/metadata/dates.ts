import type { Fault } from "../../../base/errors.ts";
import { timesToCome } from "../../../base/time/to-come.ts";
import { spanInWords } from "../../../base/time/words.ts";
import { overlaps } from "../../../base/time/span.ts";
import { readDated, type Dated, type Zone } from "./dated.ts";
import { readFileName } from "./file-name.ts";
import { textDates } from "./text-dates.ts";

/** Four times that are not the same, each with its source; null: not known. None is ever made from another. */
export interface PictureDates {
  /** When the light fell on the sensor. */
  readonly takenAt: Dated | null;
  /** When the public, or customers, first could see it. */
  readonly publishedAt: Dated | null;
  /** When the file was written or changed. */
  readonly fileTime: Dated | null;
  /** When it was put where it was found, or its record there was made or changed. */
  readonly uploadedAt: Dated | null;
}

/** All that can be asked for the dates of a picture. */
export interface DateEvidence {
  /** For messages: the picture. */
  readonly name: string;
  /** The file's bare name, for patterns; default none. */
  readonly fileName?: string;
  /** Texts that the file carries, by name, as `PictureDescription` has them; default none. */
  readonly texts?: Readonly<Record<string, string>>;
  /** What its sidecars say, in order of trust; default none. */
  readonly sidecars?: readonly PictureDates[];
  /** The file system's time of last change, in milliseconds since 1970; default not known. */
  readonly modifiedMs?: number | null;
  /** Minutes east of Greenwich of the clock that wrote times without a zone; default not known: such times widen to all they may mean. */
  readonly zoneMinutes?: number | null;
  /** True when an analyst takes a date of the file's name for the time it was taken, where nothing better says so. Default false. */
  readonly trustFileName?: boolean;
}

export interface FoundDates {
  readonly dates: PictureDates;
  /** Dates of the file's name: unproven, used only by `trustFileName`. */
  readonly suggested: readonly Dated[];
  /** What disagrees or could not be used, each as one sentence. */
  readonly remarks: readonly string[];
}

/**
 * Finds the four times of a picture. Taken-at comes from sidecars, then from texts of the file that mean exposure, then from the name where a
 * supplier's pattern says so; a TIFF DateTime, the time of a file and the time of a release are never taken for it.
 * The method and its sources are in docs/method/dates.md.
 */
export function datesOf(evidence: DateEvidence): FoundDates {
  const zone: Zone = evidence.zoneMinutes ?? null;
  const inside = textDates(evidence.texts ?? {}, zone);
  const named = readFileName(evidence.fileName ?? "", zone);
  const remarks = [...inside.remarks];
  const all = (field: keyof PictureDates): Dated[] =>
    [...(evidence.sidecars ?? []), inside.dates].flatMap((dates) => dates[field] ?? []);
  const taken = [...all("takenAt"), ...(named.takenAt === null ? [] : [named.takenAt])];
  const [first, ...others] = taken;
  for (const other of others)
    if (first !== undefined && !overlaps(first.span, other.span))
      remarks.push(
        `${first.source} says that it was taken ${shown(first)}, ${other.source} says ${shown(other)}; the first was used`,
      );
  const [suggestion, second] = named.suggested;
  const trusted =
    evidence.trustFileName === true && suggestion !== undefined
      ? { ...suggestion, source: "file name, by the analyst's word" }
      : null;
  if (first === undefined && trusted !== null && second !== undefined)
    remarks.push(`the file name holds several dates; ${shown(trusted)} was used`);
  return {
    dates: {
      takenAt: first ?? trusted,
      publishedAt: all("publishedAt")[0] ?? null,
      fileTime: all("fileTime")[0] ?? modified(evidence.modifiedMs ?? null),
      uploadedAt: all("uploadedAt")[0] ?? null,
    },
    suggested: named.suggested,
    remarks,
  };
}

function modified(ms: number | null): Dated | null {
  if (ms === null || !(Math.abs(ms) <= 8.64e15)) return null;
  const read = readDated(new Date(ms).toISOString(), "time of the file's last change", "utc");
  return read.ok ? read.dated : null;
}

const shown = ({ span }: Dated): string => spanInWords(span);

const after = (a: Dated, b: Dated): boolean => a.span.fromMs >= b.span.toMs;

/** The times that are held against each other and the clock. A file's own is not: copying and unpacking set it at will. */
export type HeldDates = Pick<PictureDates, "takenAt" | "publishedAt" | "uploadedAt">;

/** What cannot be true of a picture's times: that it is shown or put somewhere before it was taken. Each fault names both fields. */
export function dateFaults({ takenAt, publishedAt, uploadedAt }: HeldDates, where: string): Fault[] {
  const faults: Fault[] = [];
  for (const [name, later] of [
    ["publishedAt", publishedAt],
    ["uploadedAt", uploadedAt],
  ] as const)
    if (takenAt !== null && later !== null && after(takenAt, later))
      faults.push({
        where,
        field: `takenAt and ${name}`,
        found: `taken ${shown(takenAt)} (${takenAt.source}), ${name === "publishedAt" ? "published" : "uploaded"} ${shown(later)} (${later.source})`,
        allowed: `takenAt before ${name}`,
      });
  return faults;
}

/** Times of a picture that lie after the last one allowed (`timesToCome`), each with its source. */
export function datesToCome(
  { takenAt, publishedAt, uploadedAt }: HeldDates,
  where: string,
  latestMs: number | null,
): (Fault & { readonly field: keyof HeldDates })[] {
  return Object.entries({ takenAt, publishedAt, uploadedAt }).flatMap(([name, dated]) =>
    timesToCome(name, dated?.span ?? null, latestMs).map(({ found, allowed }) => ({
      where,
      field: name as keyof HeldDates,
      found: `${found} (${dated?.source ?? ""})`,
      allowed,
    })),
  );
}
