import { InputError, quoted } from "../../../../base/errors.ts";
import { spanInWords } from "../../../../base/time/words.ts";
import { isKind, kinds } from "../../../../sites/counting/kind.ts";
import type { Observation } from "../../../../sites/counting/look.ts";
import { unitOf } from "../../../../sites/counting/measure.ts";
import { outcomes } from "../../../../sites/counting/outcome.ts";
import { readObservations, readPlaces } from "../../../../system/store/reading.ts";
import type { Call, ExitCode } from "../../definition.ts";
import { withCase } from "../../with-case.ts";

export async function run(call: Call): Promise<ExitCode> {
  const {
    args: [site],
    options,
    output,
  } = call;
  const { kind, outcome } = options;
  if (kind !== undefined && !isKind(String(kind)))
    throw InputError.of("look list", "--kind", quoted(String(kind)), kinds.join(", "));
  if (outcome !== undefined && !outcomes.some((o) => o === outcome))
    throw InputError.of("look list", "--outcome", quoted(String(outcome)), outcomes.join(", "));
  return withCase(call, "read", (opened) => {
    const ids = readPlaces(opened.database).sites.map((s) => s.id);
    if (site !== undefined && !ids.includes(site))
      throw InputError.of(
        "look list",
        "site",
        quoted(site),
        `a site of the case: ${ids.join(", ") || "none yet"}`,
      );
    const found = ids
      .filter((id) => site === undefined || id === site)
      .flatMap((id) => readObservations(opened.database, id))
      .filter(
        ({ count }) =>
          (kind === undefined || count.kind === kind) && (outcome === undefined || count.outcome === outcome),
      )
      .sort(
        (a, b) =>
          (a.look.takenAt?.fromMs ?? Infinity) - (b.look.takenAt?.fromMs ?? Infinity) ||
          (a.count.id < b.count.id ? -1 : 1),
      );
    output.result({ observations: found.map(({ look, count }) => ({ ...count, look })) }, () =>
      found.length === 0 ? ["no looks"] : found.map(line),
    );
    return 0;
  });
}

const symbols = { counted: "=", partial: ">", "not-seen": "?", failed: "!" } as const;

function line({ look, count }: Observation): string {
  const figures = [count.low, count.best, count.high].some((f) => f !== null)
    ? `${count.best ?? `${count.low ?? "?"}..${count.high ?? "?"}`}${unitOf[count.measure] === "" ? "" : ` ${unitOf[count.measure]}`}`
    : count.outcome;
  const words = [
    count.qualifier,
    figures,
    count.kind,
    count.statistic === "at-look" ? "" : `(${count.statistic})`,
    count.areaId ?? "",
  ].filter((w) => w !== "");
  return `${symbols[count.outcome]} ${spanInWords(look.takenAt).padEnd(28)} ${look.siteId.padEnd(11)} ${words.join(" ").padEnd(46)} ${look.observer}  [${count.id}]`;
}
