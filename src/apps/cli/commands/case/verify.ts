import { counted } from "../../../../base/counted.ts";
import { verifyCase } from "../../../../system/steps/verify-case.ts";
import type { Call, ExitCode } from "../../definition.ts";
import { withCase } from "../../with-case.ts";

export async function run(call: Call): Promise<ExitCode> {
  const { output, signal } = call;
  return withCase(call, "read", async (opened): Promise<ExitCode> => {
    const found = await verifyCase(opened, {
      signal,
      onProgress: (what) => output.progress(`checking ${what}`),
    });
    const { checked, custodyHead } = found;
    output.result(found, () => [
      `checked ${counted(checked.records, "record")} in ${counted(checked.trailEntries, "trail entry", "trail entries")}, ${counted(checked.evidenceFiles, "file")} of evidence, ${counted(checked.custodyLines, "line")} of custody; ${counted(checked.rederived, "record")} made again from the evidence`,
      ...(checked.positionFiles === 0
        ? []
        : [
            `checked ${counted(checked.positionFiles, "file")} of position reports against the imports that wrote them`,
          ]),
      ...(custodyHead === null
        ? []
        : [`head of the custody log: line ${custodyHead.seq}, ${custodyHead.hash}`]),
      ...found.damage.map((d) => `DAMAGE  ${d}`),
      ...found.notes.map((n) => `note    ${n}`),
      found.sound
        ? "sound: everything is as it was written"
        : `not sound: ${found.damage.length} ${found.damage.length === 1 ? "thing" : "things"} altered, cut off or missing`,
    ]);
    return found.sound ? 0 : 1;
  });
}
