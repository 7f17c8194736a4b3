import { basename, resolve } from "node:path";
import { createCase } from "../../../../system/files/case-folder.ts";
import type { Call, ExitCode } from "../../definition.ts";

export async function run({ args: [folder], options, output, now, caseFolder }: Call): Promise<ExitCode> {
  const path = resolve(folder ?? caseFolder);
  const title = typeof options["title"] === "string" ? options["title"] : basename(path);
  const made = await createCase(path, title, now);
  made.close();
  output.result({ folder: path, ...made.file }, () => [`made a case in ${path}: ${title}`]);
  return 0;
}
