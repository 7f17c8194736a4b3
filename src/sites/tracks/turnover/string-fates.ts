import type { FacedCar } from "./faced-track.ts";
import type { StringFate } from "./fates.ts";
import type { Lone } from "./lone-runs.ts";
import type { TrainPrint } from "./train-print.ts";

/** A fate is named from this probability on. */
const namedFrom = 0.7;

/** What became of each string of one look, or where it came from, by how often it did so in the drawn ways. */
export function stringFates(
  faced: readonly FacedCar[],
  strings: readonly TrainPrint[],
  seen: StringFate["seen"],
  ways: readonly (readonly (number | Lone)[])[],
): StringFate[] {
  return strings.map((string): StringFate => {
    const own = [...faced.keys()].filter((i) => faced[i]?.string === string);
    let [whole, part, gone, stayed] = [0, 0, 0, 0];
    for (const way of ways) {
      const here = own.filter((i) => typeof way[i] === "number" || way[i] === "unfound").length;
      stayed += here;
      // A car that cannot be told makes no string partial.
      const lost = own.filter((i) => way[i] === "gone" && !(faced[i]?.blind ?? true)).length;
      if (here === 0) gone += lost > 0 ? 1 : 0;
      else if (lost === 0) whole++;
      else part++;
    }
    const choices = [
      ["stayed", whole],
      ["partly stayed", part],
      [seen === "before" ? "left" : "came", gone],
    ] as const;
    const [fate, number] = choices.reduce((best, next) => (next[1] > best[1] ? next : best));
    const probability = number / ways.length;
    // Where most cars of a string cannot be told, nothing is said of the whole of it.
    const blind = 2 * own.filter((i) => faced[i]?.blind).length >= own.length && fate !== "stayed";
    return {
      trackId: string.trackId,
      seen,
      number: string.number,
      fromMetres: string.fromMetres,
      toMetres: string.toMetres,
      cars: own.length,
      fate: blind || probability < namedFrom ? "cannot tell" : fate,
      probability,
      carsStayed: stayed / ways.length,
    };
  });
}
