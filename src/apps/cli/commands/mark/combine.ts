import { combineRule } from "../../../../sites/counting/marks/combine.ts";
import { markedLook } from "../../../../system/looks/mark-place.ts";
import type { Call, ExitCode } from "../../definition.ts";
import { wrapped } from "../../lines.ts";
import { withCase } from "../../with-case.ts";
import { countedLook, kindOption } from "./options.ts";
import { countInWords, figure } from "./words.ts";

export async function run(call: Call): Promise<ExitCode> {
  const [id = ""] = call.args;
  const kind = kindOption(call);
  return withCase(call, "read", (opened): ExitCode => {
    const { picture } = markedLook(opened, id);
    const { counters, agreement, combined } = countedLook(opened, id, kind);
    const share = (s: number | null): string => (s === null ? "-" : `${Math.round(100 * s)} %`);
    call.output.result(
      {
        look: id,
        kind,
        rule: combineRule,
        simulated: picture.simulated,
        counters: counters.map(({ name, counter, count, leftOut, marks }) => ({
          name,
          ...counter,
          count,
          marks: marks.length,
          leftOut,
        })),
        agreement,
        combined,
      },
      () =>
        combined === null
          ? ["nobody has counted this look"]
          : [
              ...(picture.simulated ? ["SIMULATED: nothing of this picture was ever photographed"] : []),
              ...counters.map((c) => {
                const weight = combined.weights.find((w) => w.name === c.name)?.weight;
                const words = weight === undefined ? c.leftOut : `weight ${weight.toFixed(2)}`;
                return `${c.name}: ${countInWords(c.count, kind)}; ${words}`;
              }),
              ...agreement.map(
                (p) =>
                  `${p.a} and ${p.b}: ${p.agreed} agreed, ${p.onlyA} only the first, ${p.onlyB} only the second; found of the other's ${share(p.foundByA)} and ${share(p.foundByB)}`,
              ),
              `together: ${countInWords(combined.count, kind)}; ${figure(combined.count.low)} to ${figure(combined.count.high)} before rounding (${combined.rule})`,
              ...combined.reasons.flatMap((r) => wrapped("  ", r, call.output.width)),
            ],
    );
    return 0;
  });
}
