import { fileURLToPath } from "node:url";
import { resolve } from "node:path";
import { plainText } from "../../../../findings/judgements/binding.ts";
import { briefOf } from "../../../../findings/judgements/brief.ts";
import { buildDemo } from "../../../../system/steps/demo.ts";
import type { Call, ExitCode } from "../../definition.ts";
import { wrapped } from "../../lines.ts";
import { countInWords } from "../../count-in-words.ts";
import { serveUntilStopped } from "../../serve-until-stopped.ts";
import { reportScript } from "../../../../system/files/report-script.ts";

export async function run(call: Call): Promise<ExitCode> {
  const {
    args: [folder],
    options,
    output,
    now,
    signal,
  } = call;
  const traffic = options["traffic"] === true;
  const given =
    folder ??
    (typeof options["case"] === "string" ? options["case"] : traffic ? "traffic-case" : "tumangang-case");
  if (traffic) return (await import("./traffic.ts")).runTraffic(call, resolve(given));
  const examples = fileURLToPath(new URL("../../../../../examples/tumangang", import.meta.url));
  const began = performance.now();
  const built = await buildDemo({
    folder: resolve(given),
    examples,
    script: reportScript(),
    now,
    signal,
    say: output.say,
  });
  output.say(`done in ${((performance.now() - began) / 1000).toFixed(1)} s`);
  const { drafted, counted, report } = built;
  const brief = briefOf(drafted.model);
  const value = {
    case: built.folder,
    finding: drafted.finding.id,
    title: plainText(drafted.finding.title),
    brief,
    simulated: {
      truth: counted.truth,
      count: counted.look.counted.total,
      outcome: counted.look.counted.outcome,
    },
    report: report.path,
  };
  output.result(value, () => [
    "",
    value.title,
    ...brief.flatMap(({ label, text }) => wrapped(`  ${label.padEnd(12)}`, text, output.width)),
    ...wrapped(
      "  simulated   ",
      `a drawn yard with ${counted.truth} railcars was counted: ${countInWords(counted.look.counted.total)}`,
      output.width,
    ),
    ...wrapped("  report      ", report.path, Infinity),
    ...(options["serve"] === true ? [] : [""]),
  ]);
  if (options["serve"] !== true) return 0;
  return serveUntilStopped(call, {
    folder: built.folder,
    port: null,
    page: `/findings/${encodeURIComponent(drafted.finding.id)}`,
    open: true,
  });
}
