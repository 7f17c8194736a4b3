import { percentInWords as percent } from "../../../../base/probability/percent.ts";
import { askHistory, type HistoryAnswer } from "../../../../system/steps/history.ts";
import { exposuresOf, tallyOf, type ExposureTally } from "../../../../sites/pictures/exposures.ts";
import { readPictureLooks } from "../../../../system/store/reading-pictures.ts";
import { kindOption, usualKind } from "../look/list.ts";
import { verdictInWords } from "../../../../sites/history/thresholds.ts";
import type { Call, ExitCode } from "../../definition.ts";
import { withCase } from "../../with-case.ts";
import { questionFrom } from "../../question.ts";

export async function run(call: Call): Promise<ExitCode> {
  const question = questionFrom("history", call);
  return withCase(call, "read", (opened) => {
    const answer = askHistory(opened, question);
    const kind = kindOption(answer.kind, "history") ?? usualKind;
    const pictures = tallyOf(
      exposuresOf(readPictureLooks(opened.database, { siteId: answer.site }), kind),
      kind,
    );
    call.output.result({ ...answer, pictures }, () => [...inWords(answer), ...picturesInWords(pictures)]);
    return 0;
  });
}

/** Pictures of the site are looks that nobody has counted in: they stand beside the answer, not in it. */
function picturesInWords(tally: ExposureTally): string[] {
  const all = Object.values(tally).reduce((sum, n) => sum + n, 0);
  return all === 0
    ? []
    : [
        `  pictures              ${all} over the site, not counted in and not in this answer: ${tally.usable} usable, ${tally.partial} partial, ${tally["not-seen"]} not seen, ${tally.failed} that could not be had`,
      ];
}

function inWords(a: HistoryAnswer): string[] {
  const known = (
    value: number | null,
    key: keyof HistoryAnswer["unknown"],
    show: (v: number) => string,
  ): string => (value === null ? `not known: ${a.unknown[key] ?? ""}` : show(value));
  const { count, largestBefore: before, tally } = a;
  const shownReasons = 12;
  return [
    `${a.site}, ${a.kind}, look ${a.look} (${a.takenAt}, ${a.observer})`,
    `  count                 ${count.best} (${count.low ?? "?"} to ${count.high ?? "?"})`,
    `  verdict               ${verdictInWords[a.verdict]}: ${a.why}`,
    `  window                ${a.window.from} to ${a.window.to}`,
    `  comparable looks      ${a.comparableLooks} (${a.spacedLooks} at least four days apart); ${tally["not-seen"]} not seen, ${tally.failed} failed, ${tally.partial} partial`,
    `  largest before        ${before === null ? `not known: ${a.unknown.largestBefore ?? ""}` : `${before.best} (${before.low ?? "?"} to ${before.high ?? "?"}), ${before.basis === "published-maximum" ? "a published maximum" : "a look"}: ${before.look}`}`,
    `  ratio                 ${known(a.ratio, "ratio", (v) => v.toFixed(2))}`,
    `  exceeds all before    ${known(a.probabilityExceeds, "probabilityExceeds", percent)}`,
    `  chance of a record    ${known(a.chanceOfRecord, "chanceOfRecord", percent)}`,
    `  tail probability      ${known(a.tailProbability, "tailProbability", percent)}`,
    ...a.contrary.map(
      (c) =>
        `  against the maximum   ${c.takenAt}, ${c.observer}: ${c.cars.best} cars (${c.cars.low ?? "?"} to ${c.cars.high ?? "?"})${c.metres === null ? "" : ` in ${c.metres} m${c.firm ? "" : " of cargo lines, if all stood on cars"}`}; above it with ${percent(c.probabilityAboveMaximum)}`,
    ),
    ...(a.onsets ?? []).map(
      (o) =>
        `  began                 ${o.area ?? "site"} (${o.kind}, ${o.observer}): after ${o.interval.from}, by ${o.interval.to}; steady rise: ${o.rise.steady} (${o.rise.why})`,
    ),
    ...breaksInWords(a),
    `  not comparable        ${a.notComparable.length}`,
    ...a.notComparable
      .slice(0, shownReasons)
      .map(
        (n) =>
          `    ${n.takenAt ?? "no date"}  ${n.look}: ${n.reason}${n.converted === null ? "" : `; in cars ${n.converted.best} (${n.converted.low ?? "?"} to ${n.converted.high ?? "?"})`}`,
      ),
    ...(a.notComparable.length > shownReasons
      ? [`    and ${a.notComparable.length - shownReasons} more; --json lists all`]
      : []),
  ];
}

const shownBreaks = 8;

/** Where the way in which the series was measured changed, the newest last. */
function breaksInWords({ breaks, site }: HistoryAnswer): string[] {
  if (breaks.length === 0) return [];
  const hidden = breaks.length - shownBreaks;
  const byMachine = breaks.some(({ changed }) =>
    changed.some(({ of }) => of === "model" || of === "rule" || of === "tracks"),
  );
  return [
    `  breaks in the series  ${breaks.length}; figures across one are not compared`,
    ...(hidden > 0 ? [`    ${hidden} before; --json lists all`] : []),
    ...breaks
      .slice(-shownBreaks)
      .map(
        (b) => `    ${b.at}  ${b.changed.map((c) => c.words).join("; ")} (${b.beforeAt}, look ${b.before})`,
      ),
    ...(byMachine
      ? [
          `    count --all --site ${site} counts looks again whose count came from another model, rule or track`,
        ]
      : []),
  ];
}
