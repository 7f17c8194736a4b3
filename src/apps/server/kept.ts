import type { Workbench } from "./workbench.ts";

/** An answer that is worked out once for each version of the case. */
export function keptByVersion<T>(work: (bench: Workbench) => T): (bench: Workbench) => T {
  const kept = new WeakMap<Workbench, { readonly version: number; readonly answer: T }>();
  return (bench) => {
    const version = bench.version();
    const found = kept.get(bench);
    if (found?.version === version) return found.answer;
    const answer = work(bench);
    kept.set(bench, { version, answer });
    return answer;
  };
}
