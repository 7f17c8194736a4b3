import { likelihoodWord } from "../../../../findings/judgements/likelihood.ts";
import { percentInWords as percent } from "../../../../base/probability/percent.ts";
import type { TimedLook, TimedSearch } from "../../../../movements/trains/timed-search.ts";
import type { FoundTrain } from "../../../../sites/tracks/turnover/find-again.ts";

/** How many rivals of the best candidate are named in each look. */
const shownRivals = 3;

/** A search for a train, for people. Only likelihoods are said: an order of cars is no number on their sides. */
export function searchInWords(look: string, { print, looks, mix }: TimedSearch): string[] {
  return [
    `${look} track ${print.trackId} string ${print.number}: ${print.cars.length} cars, ${print.cars.map((car) => car.kind ?? "?").join(" ")}${print.endsCut.some(Boolean) ? "; it may go on beyond what was seen" : ""}`,
    `  against chance likeness among ${mix.cars} cars of ${mix.types} types; an even chance beforehand that the train is in a look`,
    ...looks.flatMap((found) => lookInWords(found, print.cars.length)),
    "  Likelihoods rest on the order, kinds, lengths, covers and colours of cars, and on whether there was time for the way.",
  ];
}

function lookInWords(
  { lookId, run, ranked, noneOfThese, noneByCars, excludes }: TimedLook,
  cars: number,
): string[] {
  const [best, ...others] = ranked;
  if (best === undefined) return [`  ${lookId}: no string of cars to compare with`];
  if (run.feasible === "no")
    return [
      `  ${lookId}: it cannot have been there: ${run.why} (${runInWords(run)}); by its cars alone ${likelihoodWord(noneByCars)} (${percent(noneByCars)}) that it is none of what stands there`,
    ];
  return [
    `  ${lookId}: ${likelihoodWord(noneOfThese)} (${percent(noneOfThese)}) that it is none of what stands there (${ranked.length} ${ranked.length === 1 ? "string" : "strings"})`,
    ...(run.lowMetres === 0 ? [] : [`    ${run.why}: ${runInWords(run)}`]),
    ...(excludes.length > 0 ? [`    it cannot have been there and also in ${excludes.join(", ")}`] : []),
    `    ${candidateInWords(best, cars)}`,
    ...others.slice(0, shownRivals).map((rival) => `    rival: ${candidateInWords(rival, cars)}`),
  ];
}

function runInWords({ lowMetres, highMetres, border, leastHours, betweenHours }: TimedLook["run"]): string {
  const km = (metres: number): string => (metres / 1000).toFixed(metres < 10_000 ? 1 : 0);
  const between =
    betweenHours === null
      ? "time between the looks not known"
      : `${betweenHours[0].toFixed(0)} to ${betweenHours[1].toFixed(0)} hours between the looks`;
  return `${km(lowMetres)} to ${km(highMetres)} km${border ? " over a border" : ""}, ${leastHours.toFixed(1)} hours at the least, ${between}`;
}

function candidateInWords(found: FoundTrain, cars: number): string {
  const { candidate, posterior, direction, alignedCars, differentCars, logLikelihoodRatio } = found;
  const { trackId, number, cars: own } = candidate.print;
  const apart = [
    ...(differentCars.onlyInPrint.length > 0 ? [`lacks cars ${differentCars.onlyInPrint.join(", ")}`] : []),
    ...(differentCars.onlyInCandidate.length > 0
      ? [`has others at ${differentCars.onlyInCandidate.join(", ")} of its ${own.length}`]
      : []),
  ];
  return `track ${trackId} string ${number}: ${likelihoodWord(posterior)} (${percent(posterior)}), ${direction === "cannot tell" ? "direction cannot be told" : direction}, ${alignedCars.length} of ${cars} cars aligned${apart.length > 0 ? `, ${apart.join(", ")}` : ""}; log likelihood ratio ${logLikelihoodRatio.toFixed(1)}`;
}
