import { InputError } from "../../../base/errors.ts";
import type { JudgedUsability, Usability } from "./usability.ts";

/** What an analyst says against the rule. */
export interface Override {
  readonly usability: Usability;
  readonly reason: string;
  /** Who said it. */
  readonly by: string;
  /** When, as an ISO 8601 instant. */
  readonly at: string;
}

/** What counts for a look, with what the rule said and what a person said, both kept. */
export interface AppliedUsability {
  readonly usability: Usability;
  readonly judged: JudgedUsability;
  readonly override: Override | null;
}

/**
 * The override decides where there is one; the rule's answer stays beside it.
 * @throws InputError when the override names no reason or no person
 */
export function applied(judged: JudgedUsability, override: Override | null): AppliedUsability {
  for (const field of ["reason", "by"] as const)
    if (override !== null && override[field].trim() === "")
      throw InputError.of("override of a look", field, "nothing", "some words");
  return { usability: override?.usability ?? judged.usability, judged, override };
}
