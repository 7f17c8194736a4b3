import { counted } from "../../base/counted.ts";
import type { ImportResult } from "../../system/steps/import.ts";

/** What an import did, in lines. */
export function importedInWords(result: ImportResult): string[] {
  const files = result.files.map((f) => `${f.name} (sha256 ${f.sha256.slice(0, 12)}…)`).join(" and ");
  const amounts = Object.entries(result.summary)
    .filter(([, number]) => number > 0)
    .map(([name, number]) => `${number} ${words(name)}`);
  return [
    ...result.warnings.map((w) => `warning: ${w}`),
    result.changed
      ? `${files === "" ? "put on record" : `imported ${files}`}: ${counted(result.records, "record")} (${amounts.join(", ")})`
      : `nothing new${files === "" ? "" : ` in ${files}`}; the case is unchanged`,
  ];
}

const words = (name: string): string => name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
