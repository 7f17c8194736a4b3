import {
  fitsOf,
  isDistanceUnit,
  measureLines,
  type Fit,
  type MeasuredDistance,
} from "../../distances/fit.ts";
import type { Site } from "../../../sites/counting/site.ts";
import type { Answer } from "../contradiction.ts";
import { inFull, listed } from "../list-words.ts";
import type { ContradictionRecords, Statement } from "../statement.ts";

/** A line that may be off by more than this fits only loosely, in metres: a figure near it may as well mean another. */
export const looseFromMetres = 10_000;

/** Published distances of a site (`subject`) against every line on record: which part of which border does each figure fit? */
export function referenceDistance(
  statements: readonly Statement[],
  { sites, lines }: ContradictionRecords,
): Answer {
  const loose = new Set(lines.filter((l) => l.errorMetres > looseFromMetres).map((l) => l.id));
  // A border is long: it is measured once a site, not once a statement.
  const known = new Map<string, MeasuredDistance[]>();
  const measuredFrom = ({ id, position }: Pick<Site, "id" | "position">): MeasuredDistance[] => {
    const found = known.get(id) ?? measureLines(position, lines);
    known.set(id, found);
    return found;
  };
  const judged = statements.flatMap((s) => {
    const site = sites.find((x) => x.id === s.subject);
    if (site === undefined || s.best === null || !isDistanceUnit(s.unit)) return [];
    const fits = fitsOf(s.best, s.unit, measuredFrom(site)).filter((f) => f.fits);
    return [
      { s, close: fits.filter((f) => !loose.has(f.line)), loose: fits.filter((f) => loose.has(f.line)) },
    ];
  });
  const base = {
    falls: [] as string[],
    figures: Object.fromEntries(judged.map((j) => [figure(j.s), j.close.length])),
    restsOn: [
      ...new Set(judged.flatMap((j) => [...j.close, ...j.loose].map((f) => `reference_lines/${f.line}`))),
    ],
  };
  if (lines.length === 0 || judged.length === 0)
    return { ...base, standing: "open", why: "No line is on record to hold the figures against." };
  const names = new Map(lines.map((l) => [l.id, l.name]));
  const said = Map.groupBy(judged, (j) => `${namesOf(j.close, names)}|${namesOf(j.loose, names)}`);
  const told = [...said.values()].map((group) => {
    const [first] = group;
    const figures = listed(group.map((j) => figure(j.s)));
    const fit = group.length === 1 ? "fits" : "fit";
    if (first === undefined || (first.close.length === 0 && first.loose.length === 0))
      return `${figures} ${fit} none of ${lines.length} lines tried`;
    const close = namesOf(first.close, names);
    const far = namesOf(first.loose, names);
    return `${figures} ${fit} ${close === "" ? "" : close}${close !== "" && far !== "" ? ", and " : ""}${far === "" ? "" : `loosely ${far}`}`;
  });
  const unfit = judged.filter((j) => j.close.length === 0);
  return { ...base, standing: unfit.length === 0 ? "resolved" : "open", why: `${told.join("; ")}.` };
}

const figure = (s: Statement): string => `${inFull(s.best ?? 0)} ${s.unit}`;

/** Names of lines, each once: what two variants of one border share, and nautical miles only where statute ones do not fit. */
function namesOf(fits: readonly Fit[], names: ReadonlyMap<string, string>): string {
  const plain = (f: Fit): string => (names.get(f.line) ?? f.line).replace(/, claimed ground included$/, "");
  const nautical = (f: Fit): boolean => f.unit.startsWith("nautical");
  const first = new Set(fits.filter((f) => !nautical(f)).map(plain));
  const second = new Set(fits.filter(nautical).map(plain));
  return listed([...first, ...[...second].filter((n) => !first.has(n)).map((n) => `${n} in nautical miles`)]);
}
