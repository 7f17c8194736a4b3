import type { Answer } from "../contradiction.ts";
import { inFull, listed } from "../list-words.ts";
import type { Statement } from "../statement.ts";
import { restsOn } from "./floors.ts";

/** Several figures for one quantity: is there a value that all allow? If not, which figures are a digit apart? */
export function oneFigure(statements: readonly Statement[]): Answer {
  const low = Math.max(...statements.map((s) => s.bounds.low ?? -Infinity));
  const high = Math.min(...statements.map((s) => s.bounds.high ?? Infinity));
  const points = [...new Set(statements.flatMap((s) => s.best ?? []))];
  const base = { falls: [], figures: { low, high }, restsOn: restsOn(statements) };
  if (low <= high)
    return {
      ...base,
      standing: "compatible",
      why: `All allow ${low === high ? inFull(low) : `${Number.isFinite(low) ? inFull(low) : "anything"} to ${Number.isFinite(high) ? inFull(high) : "any more"}`}.`,
    };
  const ends = new Set(statements.flatMap((s) => [s.low ?? [], s.high ?? []].flat()));
  const odd = points.filter((p) => !ends.has(p) && ends.size > 0);
  const near = points.flatMap((p) =>
    [...ends, ...points]
      .filter((e) => e !== p && digitApart(p, e))
      .map((e) => `${inFull(p)} and ${inFull(e)}`),
  );
  const unique = [...new Set(near.map((n) => n.split(" and ").sort().join(" and ")))];
  return {
    ...base,
    figures: { points: points.length },
    standing: "open",
    why: `No value satisfies all: ${listed(points.map(inFull))} are each given as the figure.${
      odd.length === 0
        ? ""
        : ` ${listed(odd.map(inFull))} ${odd.length === 1 ? "is" : "are"} no end of any range given.`
    }${unique.length === 0 ? "" : ` A slip of one digit lies between ${listed(unique)}.`}`,
  };
}

/** True when two figures are written with the same number of digits and differ in one. */
function digitApart(a: number, b: number): boolean {
  const [x, y] = [String(a), String(b)];
  return x.length === y.length && x.split("").filter((c, i) => c !== y[i]).length === 1;
}
