import { DamageError, InputError } from "../../../../base/errors.ts";
import { exposuresOf } from "../../../../sites/pictures/exposures.ts";
import { lookUsability } from "../../../../sites/pictures/look-usability.ts";
import type { Case } from "../../../../system/files/case-folder.ts";
import { readPictureLooks } from "../../../../system/store/reading-pictures.ts";
import { addLook, type AddedLook } from "../../../../system/steps/add-look.ts";
import type { Call, ExitCode } from "../../definition.ts";
import { withCase } from "../../with-case.ts";
import { usualKind } from "./list.ts";

/** Adds files one by one: one that cannot be read is named and does not keep the others out. */
export async function run(call: Call): Promise<ExitCode> {
  const { options, output, signal } = call;
  const files = call.args.filter((f) => f !== undefined);
  const word = (name: string): string | undefined =>
    typeof options[name] === "string" ? options[name] : undefined;
  if (files.length > 1 && word("points") !== undefined)
    throw InputError.of("look add", "--points", `${files.length} pictures`, "one picture with its points");
  if (files.length > 1 && options["reference"] === true)
    throw InputError.of("look add", "--reference", `${files.length} pictures`, "one picture");
  return withCase(call, "write", async (opened): Promise<ExitCode> => {
    const added: (AddedLook & { readonly file: string; readonly found: readonly string[] })[] = [];
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
        added.push({ ...one, file, found: foundIn(opened, one) });
      } catch (error) {
        const known = error instanceof InputError || error instanceof DamageError;
        if (!known || files.length === 1) throw error;
        failed.push({ file, why: error.message });
      }
    }
    output.result({ added, failed }, () => [
      ...added.flatMap(({ file, lookId, result, found }) => [
        ...result.warnings.map((w) => `warning: ${w}`),
        result.changed ? `${file}: look ${lookId}` : `${file}: on record already; nothing was changed`,
        ...found.map((f) => `  ${f}`),
      ]),
      ...failed.map(({ file, why }) => `${file}: not added: ${why}`),
    ]);
    return failed.length > 0 ? 1 : 0;
  });
}

/** What came of a picture, in a few lines. */
function foundIn(opened: Case, { lookId, result }: AddedLook): string[] {
  if (!result.changed) return [];
  const [look] = readPictureLooks(opened.database, { lookId });
  if (look === undefined) return [];
  const { usability } = lookUsability(look, usualKind);
  const { contradiction } = exposuresOf(
    readPictureLooks(opened.database, { siteId: look.look.siteId }),
    usualKind,
  ).find((e) => [e.counted, ...e.repeats].some((l) => l.look.id === lookId)) ?? { contradiction: null };
  return [
    `${usability === "not-seen" ? "not seen" : usability} for ${usualKind}; look show ${lookId} says why`,
    ...(look.repeat === null ? [] : [`shows the same exposure as ${look.repeat.of}`]),
    ...(contradiction === null ? [] : [contradiction]),
  ];
}
