import { InputError, quoted } from "../../../../base/errors.ts";
import { parseSpan } from "../../../../base/time/span.ts";
import type { Call } from "../../definition.ts";
import { textOption } from "../mark/options.ts";

/** The stretch of time that --from and --to leave; days are those of UTC. */
export function timeOptions(call: Call, where: string): { readonly fromMs?: number; readonly toMs?: number } {
  const read = (name: string): number | undefined => {
    const text = textOption(call, name);
    if (text === null) return undefined;
    const parsed = parseSpan(text, 0);
    if (!parsed.ok) throw InputError.of(where, `--${name}`, quoted(text), parsed.allowed);
    return parsed.span.fromMs;
  };
  const [fromMs, toMs] = [read("from"), read("to")];
  return { ...(fromMs === undefined ? {} : { fromMs }), ...(toMs === undefined ? {} : { toMs }) };
}
