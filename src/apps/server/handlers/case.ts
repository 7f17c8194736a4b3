import { program } from "../../../system/program.ts";
import { readTotals } from "../../../system/store/reading.ts";
import type { Asked } from "../route.ts";

/** The case that is open, and who asks. */
export function getCase({ bench, who }: Asked) {
  const { title, createdAt } = bench.opened.file;
  return {
    title,
    createdAt,
    program: program(),
    version: bench.version(),
    totals: readTotals(bench.opened.database),
    who,
  };
}
