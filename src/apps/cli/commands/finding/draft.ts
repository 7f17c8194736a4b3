import { plainText } from "../../../../findings/judgements/binding.ts";
import { draft } from "../../../../system/steps/finding.ts";
import type { Call, ExitCode } from "../../definition.ts";
import { withCase } from "../../with-case.ts";
import { questionFrom } from "../../question.ts";
import { wrapped } from "../../lines.ts";

export async function run(call: Call): Promise<ExitCode> {
  const question = questionFrom("finding draft", call);
  return withCase(call, "write", async (opened): Promise<ExitCode> => {
    const { finding, sentences, changed } = await draft(opened, question);
    const value = {
      finding: finding.id,
      title: plainText(finding.title),
      changed,
      sentences: sentences.map((s) => ({ part: s.part, text: plainText(s.text), bound: s.text })),
    };
    call.output.result(value, () => [
      `${value.title}  [${finding.id}${changed ? "" : ", as before"}]`,
      ...value.sentences.flatMap((s) => wrapped(s.part.padEnd(12), s.text, call.output.width)),
    ]);
    return 0;
  });
}
