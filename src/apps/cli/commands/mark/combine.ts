import { combineRule } from "../../../../sites/counting/marks/combine.ts";
import type { CombinedLook } from "../../../../sites/counting/marks/combined-look.ts";
import type { Kind } from "../../../../sites/counting/kind.ts";
import { combineMarks, type CombineResult } from "../../../../system/steps/combine-marks.ts";
import { combinedParts } from "../../../../system/steps/combined-parts.ts";
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
    const found = dry
      ? { ...combinedParts(opened, { lookId: id, kind }), changed: false, counts: [], replaced: [] }
      : await combineMarks(opened, { look: id, kind });
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
        kept: { changed: found.changed, counts: found.counts, replaced: found.replaced },
      },
      () => [
        ...(simulated ? ["SIMULATED: nothing of this picture was ever photographed"] : []),
        ...inWords(look, kind, call.output.width),
        ...areas.flatMap(({ areaId, look: { combined } }) =>
          combined === null ? [] : [`${areaId ?? ""}: ${countInWords(combined.count, kind)}`],
        ),
        keptInWords(found, dry),
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

function keptInWords({ changed, counts, replaced }: CombineResult, dry: boolean): string {
  const [first, ...more] = counts;
  if (dry) return "nothing was kept: a dry run";
  if (first === undefined)
    return "nothing was kept: only the machine has counted this look, and its count stands";
  const parts = more.length === 0 ? "" : ` and of ${more.length === 1 ? "1 area" : `${more.length} areas`}`;
  if (!changed) return `on record already as ${first}; nothing was changed`;
  return `kept as the count of the look${parts}: ${first}${replaced.length === 0 ? "" : `, in place of ${replaced[0] ?? ""}, which stays on record`}`;
}
