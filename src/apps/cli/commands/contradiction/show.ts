import { counted } from "../../../../base/counted.ts";
import { InputError, quoted } from "../../../../base/errors.ts";
import type { Contradiction } from "../../../../findings/contradictions/contradiction.ts";
import { testInWords } from "../../../../findings/contradictions/test-names.ts";
import { askContradictions } from "../../../../system/steps/contradictions-of-case.ts";
import type { Call, ExitCode } from "../../definition.ts";
import { withCase } from "../../with-case.ts";

export async function run(call: Call): Promise<ExitCode> {
  const [id] = call.args;
  return withCase(call, "read", async (opened): Promise<ExitCode> => {
    const all = await askContradictions(opened, call.signal);
    const found = id === undefined ? all : all.filter((c) => c.id === id);
    if (id !== undefined && found.length === 0)
      throw InputError.of(
        "contradiction show",
        "contradiction",
        quoted(id),
        all.length === 0
          ? "the case has none: contradiction import adds them"
          : all.map((c) => c.id).join(", "),
      );
    call.output.result(found, () => inWords(found, id !== undefined));
    return 0;
  });
}

function inWords(found: readonly Contradiction[], full: boolean): string[] {
  if (found.length === 0) return ["no statements on record; contradiction import adds them"];
  const tally = (["resolved", "compatible", "open"] as const).map(
    (s) => `${found.filter((c) => c.standing === s).length} ${s}`,
  );
  return [
    ...(full ? [] : [`${counted(found.length, "contradiction")}: ${tally.join(", ")}`, ""]),
    ...found.flatMap((c) => [
      `${c.standing.padEnd(10)}  ${c.about}  (${c.id})`,
      `            ${c.why}`,
      ...(c.standing === "open" && c.wanted !== "" ? [`            would settle it: ${c.wanted}`] : []),
      ...(c.missing.length === 0 ? [] : [`            not in this case: ${c.missing.join(", ")}`]),
      ...(full
        ? [
            `            test: ${c.test}, ${testInWords[c.test]}`,
            ...c.statements.map(
              (s) =>
                `            ${c.falls.includes(s.statement) ? "falls " : "stands"}  ${s.says} (${s.publisher}${s.record === "" ? "" : `, ${s.record}`})`,
            ),
          ]
        : []),
    ]),
  ];
}
