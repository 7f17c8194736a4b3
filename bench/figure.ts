/** One measured promise. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** "<5", ">=3": what was promised; null for a figure that is only reported. */
  readonly goal: string | null;
}

/** True when a figure keeps its promise. */
export function keeps({ value, goal }: Figure): boolean {
  if (goal === null) return true;
  const match = /^(<=|>=|<|>)(.+)$/.exec(goal);
  const bound = Number(match?.[2]);
  if (match === null || Number.isNaN(bound)) throw new RangeError(`figure: ${goal} is no goal`);
  return match[1] === "<"
    ? value < bound
    : match[1] === "<="
      ? value <= bound
      : match[1] === ">"
        ? value > bound
        : value >= bound;
}

export const figureLine = (f: Figure): string =>
  `figure ${f.name} ${Number(f.value.toPrecision(3))} ${f.unit}${f.goal === null ? "" : ` goal ${f.goal}`}`;

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? Number.NaN)
    : ((sorted[middle - 1] ?? Number.NaN) + (sorted[middle] ?? Number.NaN)) / 2;
}

/** What a benchmark may use. */
export interface Bench {
  /** An empty folder that is removed afterwards. */
  readonly folder: string;
  readonly quick: boolean;
  readonly note: (text: string) => void;
}
