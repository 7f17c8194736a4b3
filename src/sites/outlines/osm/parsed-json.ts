import { InputError, quoted } from "../../../base/errors.ts";
import { longestFile } from "../geojson.ts";
import { findJsonFault } from "../json-fault.ts";

/**
 * Parses JSON of a file.
 * @throws InputError with line and column where it breaks, or when it is too long or nested too deeply
 */
export function parsedJson(text: string, file: string): unknown {
  if (text.length > longestFile)
    throw InputError.of(file, "file", `${text.length} characters`, `at most ${longestFile} characters`);
  const plain = text.replace(/^\ufeff/, "");
  try {
    return JSON.parse(plain);
  } catch {
    const fault = findJsonFault(plain);
    if (fault === null)
      throw InputError.of(file, "file", "JSON that is nested too deeply", "JSON with fewer levels");
    const found = fault.found === null ? "the end of the file" : quoted(fault.found);
    throw InputError.of(`${file} line ${fault.line} column ${fault.column}`, "JSON", found, fault.allowed);
  }
}
