import { combineRule } from "../../../../sites/counting/marks/combine.ts";
import type { CombinedLook } from "../../../../sites/counting/marks/combined-look.ts";
import { kindInWords, type Kind } from "../../../../sites/counting/kind.ts";
import { combineMarks, type CombineResult } from "../../../../system/steps/combine-marks.ts";
import type { Call, ExitCode } from "../../definition.ts";
import { wrapped } from "../../lines.ts";
import { withCase } from "../../with-case.ts";
import { kindOption } from "./options.ts";
import { countInWords, figure } from "./words.ts";

export async function run(call: Call): Promise<ExitCode> {
  const [id = ""] = call.args;
  const kind = kindOption(call);
  const dry = call.options["dryRun"] === true;
  return withCase(call, dry ? "read" : "write", async (opened): Promise<ExitCode> => {
    const found = await combineMarks(opened, { look: id, kind, dry });
    const [{ look }, ...areas] = found.parts;
    const { simulated } = found.marked.picture;
    call.output.result(
      {
        look: id,
        kind,
        rule: combineRule,
        simulated,
        ...plain(look),
        areas: areas.map((part) => ({ area: part.areaId, ...plain(part.look) })),
        kept: { changed: found.changed, dryRun: dry, counts: found.counts },
      },
      () => [
        ...(simulated ? ["SIMULATED: nothing of this picture was ever photographed"] : []),
        ...inWords(look, kind, call.output.width),
        ...keptInWords(found, kind, dry),
      ],
    );
    return 0;
  });
}

const plain = ({ counters, agreement, combined }: CombinedLook) => ({
  counters: counters.map(({ name, counter, count, leftOut, marks }) => ({
    name,
    ...counter,
    count,
    marks: marks.length,
    leftOut,
  })),
  agreement,
  combined,
});

function inWords({ counters, agreement, combined }: CombinedLook, kind: Kind, width: number): string[] {
  if (combined === null) return ["nobody has counted this look"];
  const share = (s: number | null): string => (s === null ? "-" : `${Math.round(100 * s)} %`);
  return [
    ...counters.map((c) => {
      const weight = c.leftOut === "" ? combined.weights.find((w) => w.name === c.name)?.weight : undefined;
      return `${c.name}: ${countInWords(c.count, kind)}; ${weight === undefined ? c.leftOut : `weight ${weight.toFixed(2)}`}`;
    }),
    ...agreement.map(
      (p) =>
        `${p.a} and ${p.b}: ${p.agreed} agreed, ${p.onlyA} only the first, ${p.onlyB} only the second; found of the other's ${share(p.foundByA)} and ${share(p.foundByB)}`,
    ),
    `together: ${countInWords(combined.count, kind)}; ${figure(combined.count.low)} to ${figure(combined.count.high)} before rounding (${combined.rule})`,
    ...combined.reasons.flatMap((r) => wrapped("  ", r, width)),
  ];
}

function keptInWords({ changed, counts, parts }: CombineResult, kind: Kind, dry: boolean): string[] {
  const [first] = counts;
  if (first === undefined)
    return parts[0].look.combined === null
      ? []
      : ["nothing was kept: only the machine has counted this look, and its count stands"];
  const figures = counts.map((c) => {
    const bounds = c.high === null ? `${c.low ?? 0} or more` : `${c.low ?? 0} to ${c.high}`;
    const why = c === first || c.reason !== first.reason ? `: ${c.reason}` : "";
    const partial = c.outcome === "partial" ? `; in part${why}` : "";
    return `  ${c.areaId ?? "site"}: ${c.best ?? 0} ${kindInWords(kind, c.best ?? 0)} (${bounds})${partial}`;
  });
  return [
    dry
      ? "would be kept, without --dry-run:"
      : changed
        ? `kept as ${first.id}${first.corrects === null ? "" : `, in place of ${first.corrects}, which stays on record`}:`
        : `on record already as ${first.id}; nothing was changed:`,
    ...figures,
  ];
}
