import { randomCapture } from "../../src/sites/simulated/random-options.ts";

/** What one picture of the exam adds to a breakdown. */
export interface BrokenDown {
  readonly seed: number;
  readonly gsd: number;
  readonly truth: number;
  readonly best: number;
  /** Cars under tarps among those that stand there. */
  readonly tarps: number;
}

type Options = ReturnType<typeof randomCapture>;

const bands = (edges: readonly number[], value: number, unit: string): string => {
  const at = edges.findIndex((edge) => value < edge);
  const [low, high] = at < 0 ? [edges.at(-1), null] : [at === 0 ? null : edges[at - 1], edges[at]];
  return low === null || low === undefined
    ? `under ${high}${unit}`
    : high === null
      ? `${low}${unit} and more`
      : `${low} to ${high}${unit}`;
};

const groupings: Readonly<Record<string, (options: Options, row: BrokenDown) => string>> = {
  "sun's elevation": ({ sunElevation }) => bands([25, 45], sunElevation, " degrees"),
  "view from the vertical": ({ offNadir }) => bands([10, 20], offNadir, " degrees"),
  season: ({ season }) => season,
  snow: ({ snow }) => (snow === 0 ? "none" : bands([0.5], snow, "")),
  colours: (options) => (options.bands === "grey" ? "grey" : "colour"),
  "noise, in units of a usual sensor": ({ noise }) => bands([1, 2.5], noise, ""),
  "resampled from coarser": ({ nativeGsdMetres, gsdMetres }) =>
    nativeGsdMetres > gsdMetres * 1.05 ? "yes" : "no",
  "cars under tarps": (_, { tarps, truth }) =>
    truth === 0 ? "no cars" : bands([0.1, 0.5], tarps / truth, " of them"),
};

/** Mean absolute error of counts by what was by chance in each picture, in lines for a note: groups with few pictures say little. */
export function breakdownOf(rows: readonly BrokenDown[]): readonly string[] {
  return Object.entries(groupings).map(([name, groupOf]) => {
    const groups = new Map<string, BrokenDown[]>();
    for (const row of rows) {
      const group = groupOf(randomCapture(row.seed, { gsdMetres: row.gsd }), row);
      groups.set(group, [...(groups.get(group) ?? []), row]);
    }
    const parts = [...groups]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([group, its]) => {
        const cars = its.reduce((sum, { truth }) => sum + truth, 0);
        const off = its.reduce((sum, { truth, best }) => sum + Math.abs(best - truth), 0);
        return `${group} ${cars === 0 ? "-" : ((100 * off) / cars).toFixed(1)} % (${its.length} yards, ${cars} cars)`;
      });
    return `${name}: ${parts.join("; ")}`;
  });
}
