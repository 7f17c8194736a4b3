import { unsaid } from "../../../../../findings/screens/movements-track-bytes.ts";
import type { MovementsScreen } from "../../../../../findings/screens/movements.ts";
import { flagsOf } from "../../../../../movements/tracks/flag-bits.ts";
import type { FoundReport } from "../../../map/find-track.ts";
import type { Tracks } from "../../../map/tracks.ts";
import { wordsOfVerdict } from "../../../map/verdict-words.ts";
import { lastingWords, momentWords } from "../../../time/words.ts";

/** What is said of a sighting, or of a report without a ship, that the pointer is on: line by line, the name first. */
export function sightingLines(screen: MovementsScreen | null, id: string): string[] {
  const absent = screen?.absences.find((one) => one.id === id);
  if (absent !== undefined) return [absent.name, wordsOfVerdict["report-without-ship"]];
  const s = screen?.sightings.find((one) => one.id === id);
  if (s === undefined) return [];
  const when = s.toMs - s.fromMs < 86_400_000 ? `${momentWords(s.fromMs)} UTC` : s.time.replace("/", " to ");
  return [
    s.name === "" ? "no name" : s.name,
    wordsOfVerdict[s.word ?? "no-verdict"],
    `${when}${s.lengthMetres === null ? "" : `, ${Math.round(s.lengthMetres)} m long`}`,
    ...(s.published ? ["told by a publication"] : []),
  ];
}

/** The same of a report. */
export function reportLines(
  tracks: Tracks | null,
  { row, track }: FoundReport,
  silenceMinutes: number,
  nameOf: (mmsi: number) => string,
): string[] {
  if (tracks === null) return [];
  const { columns, first } = tracks;
  const mmsi = columns.mmsi[track] ?? 0;
  const speed = columns.speed[row] ?? unsaid;
  const course = columns.course[row] ?? unsaid;
  const next = (columns.tenths[row + 1] ?? 0) - (columns.tenths[row] ?? 0);
  const isLast = row + 1 >= (first[track + 1] ?? 0);
  const sailing = [
    speed === unsaid ? "" : `${(speed / 10).toFixed(1)} kn`,
    course === unsaid ? "" : `course ${String(Math.round(course / 10)).padStart(3, "0")}°`,
  ];
  return [
    nameOf(mmsi),
    `MMSI ${String(mmsi).padStart(9, "0")}`,
    `report of ${momentWords(columns.zeroMs + (columns.tenths[row] ?? 0) * 100)} UTC`,
    sailing.filter((w) => w !== "").join(", "),
    ...(!isLast && columns.joint[row + 1] === 1 && next >= silenceMinutes * 600
      ? [`then not heard for ${lastingWords(next * 100)}`]
      : []),
    ...flagsOf(columns.flags[row] ?? 0).map((flag) => `flag: ${flag.replaceAll("-", " ")}`),
  ].filter((w) => w !== "");
}
