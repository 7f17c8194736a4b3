import { InputError } from "../../../../base/errors.ts";
import { DamageError } from "../../../../base/errors.ts";
import { addLook, type AddedLook } from "../../../../system/steps/add-look.ts";
import type { Call, ExitCode } from "../../definition.ts";
import { withCase } from "../../with-case.ts";

/** Adds files one by one: one that cannot be read is named and does not keep the others out. */
export async function run(call: Call): Promise<ExitCode> {
  const { options, output, signal } = call;
  const files = call.args.filter((f) => f !== undefined);
  const word = (name: string): string | undefined =>
    typeof options[name] === "string" ? options[name] : undefined;
  if (files.length > 1 && word("points") !== undefined)
    throw InputError.of("look add", "--points", `${files.length} pictures`, "one picture with its points");
  return withCase(call, "write", async (opened): Promise<ExitCode> => {
    const added: (AddedLook & { readonly file: string })[] = [];
    const failed: { readonly file: string; readonly why: string }[] = [];
    for (const [i, file] of files.entries()) {
      output.progress(`look add: ${i + 1} of ${files.length}, ${file}`);
      try {
        const one = await addLook(opened, file, {
          site: word("site") ?? "",
          takenAt: word("takenAt"),
          publishedAt: word("publishedAt"),
          licence: word("licence"),
          provider: word("provider"),
          address: word("address"),
          crs: word("crs"),
          points: word("points"),
          model: word("model"),
          reference: options["reference"] === true,
          signal,
        });
        added.push({ ...one, file });
      } catch (error) {
        const known = error instanceof InputError || error instanceof DamageError;
        if (!known || files.length === 1) throw error;
        failed.push({ file, why: error.message });
      }
    }
    output.result({ added, failed }, () => [
      ...added.flatMap(({ file, lookId, result }) => [
        ...result.warnings.map((w) => `warning: ${w}`),
        result.changed ? `${file}: look ${lookId}` : `${file}: on record already`,
      ]),
      ...failed.map(({ file, why }) => `${file}: not added: ${why}`),
    ]);
    return failed.length > 0 ? 1 : 0;
  });
}
