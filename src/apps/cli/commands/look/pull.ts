import { counted } from "../../../../base/counted.ts";
import { InputError, quoted } from "../../../../base/errors.ts";
import { pullLooks, type PulledLooks } from "../../../../system/steps/pull-looks.ts";
import type { Call, ExitCode } from "../../definition.ts";
import { withCase } from "../../with-case.ts";

export async function run(call: Call): Promise<ExitCode> {
  const {
    args: [site = ""],
    options,
    output,
    signal,
  } = call;
  return withCase(call, "write", async (opened): Promise<ExitCode> => {
    output.say(`look pull: asking for pictures of ${site}`);
    const pulled = await pullLooks(opened, {
      site,
      from: String(options["from"]),
      to: String(options["to"]),
      ...whereFrom(options),
      onProgress: (p) =>
        output.progress(
          `look pull: ${p.done} of ${p.found} items, ${(p.bytesFetched / 1e6).toFixed(1)} MB fetched`,
        ),
      signal,
    });
    output.result(pulled, () => pulledInWords(pulled));
    return pulled.summary.complete ? 0 : 1;
  });
}

/** Options that say where pictures come from, shared by pull and watch. */
export function whereFrom(options: Call["options"]) {
  const word = (name: string): string | undefined =>
    typeof options[name] === "string" ? options[name] : undefined;
  const margin = word("margin");
  const metres = margin === undefined ? undefined : Number(margin);
  if (metres !== undefined && !(metres >= 0 && metres <= 20_000))
    throw InputError.of("look pull", "--margin", quoted(margin ?? ""), "metres, 0 to 20000");
  return {
    catalogue: word("catalogue"),
    collections: word("collections")
      ?.split(",")
      .map((c) => c.trim())
      .filter((c) => c !== ""),
    catalogues: word("catalogues"),
    folder: word("folder"),
    marginMetres: metres,
    publicOnly: options["publicOnly"] === true,
  };
}

export function pulledInWords({ summary, looks, failed, remarks }: PulledLooks): string[] {
  const refused = looks.filter((l) => l.outcome === "refused");
  return [
    ...remarks.map((r) => `warning: ${r}`),
    ...looks.map((l) => `${l.lookId}  ${l.item}${l.reason === null ? "" : `: refused, ${l.reason}`}`),
    ...failed.map((f) => `${f.lookId}  ${f.item}: failed, ${f.reason ?? ""}; pulling again tries again`),
    `${counted(summary.found, "item")}: ${counted(looks.length, "new look")} (${refused.length} refused), ${summary.found - looks.length - failed.length} on record before, ${failed.length} failed; ${(summary.bytesFetched / 1e6).toFixed(2)} MB fetched`,
    ...(summary.complete ? [] : ["done in part"]),
  ];
}
