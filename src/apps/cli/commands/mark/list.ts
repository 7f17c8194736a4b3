import { currentMarks } from "../../../../sites/counting/marks/current-marks.ts";
import { counterOf, sameCounter } from "../../../../sites/counting/marks/counter.ts";
import type { Mark } from "../../../../sites/counting/mark.ts";
import { markedLook } from "../../../../system/looks/mark-place.ts";
import type { Call, ExitCode } from "../../definition.ts";
import { withCase } from "../../with-case.ts";
import { chosenCounters, countedLook, kindOption } from "./options.ts";
import { countInWords } from "./words.ts";

export async function run(call: Call): Promise<ExitCode> {
  const [id = ""] = call.args;
  const kind = kindOption(call);
  return withCase(call, "read", (opened): ExitCode => {
    markedLook(opened, id);
    const look = countedLook(opened, id, kind);
    const counts = chosenCounters(call, look.counters).map(({ name, counter, count }) => {
      const standing = currentMarks(look.all, counter);
      const own = look.all.filter((m) => sameCounter(counterOf(m), counter));
      const stands = new Set(standing.map((m) => m.id));
      const listed =
        call.options["all"] === true ? [...standing, ...own.filter((m) => !stands.has(m.id))] : standing;
      return { name, counter, count, marks: listed.map((m) => ({ ...m, stands: stands.has(m.id) })) };
    });
    call.output.result({ look: id, kind, counts }, () =>
      counts.length === 0
        ? ["no marks"]
        : counts.flatMap(({ name, count, marks }) => [
            `${name}: ${countInWords(count, kind)}`,
            ...marks.map((m) => line(m, m.stands)),
          ]),
    );
    return 0;
  });
}

const line = (m: Mark, stands: boolean): string =>
  [
    `  ${stands ? " " : "-"} ${m.state.padEnd(9)} ${m.kind}`,
    m.number === 1 ? "" : `x ${m.number}`,
    m.cover,
    m.trackId === null ? "" : `on ${m.trackId}`,
    m.probability === 1 ? "" : m.probability.toFixed(2),
    `[${m.id}]`,
    m.replaces.length === 0 ? "" : `for ${m.replaces.join(", ")}`,
    m.note,
  ]
    .filter((w) => w !== "")
    .join(" ");
