import { counted } from "../../../../base/counted.ts";
import type { ImportResult } from "../../../../system/steps/import.ts";

/** What a step on fixed objects did, on one line. */
export const saidOf = ({ changed, summary }: ImportResult): string =>
  changed
    ? `${counted(summary["new"] ?? 0, "fixed object")} on record${(summary["onRecord"] ?? 0) > 0 ? `; ${summary["onRecord"] ?? 0} were already` : ""}`
    : "nothing new: it is on record already";
