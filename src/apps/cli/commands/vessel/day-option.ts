import { InputError, quoted } from "../../../../base/errors.ts";
import { parseSpan } from "../../../../base/time/span.ts";
import type { Call } from "../../definition.ts";
import { textOption } from "../mark/options.ts";

/** The day of --on, or today in UTC. */
export function dayOption(call: Call, where: string): string {
  const text = textOption(call, "on");
  if (text === null) return call.now().toISOString().slice(0, 10);
  const parsed = parseSpan(text, 0);
  if (!parsed.ok || parsed.span.precision !== "day")
    throw InputError.of(where, "--on", quoted(text), "a day such as 2023-10-16");
  return text;
}
