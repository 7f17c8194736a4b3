import { InputError, quoted } from "../../../../base/errors.ts";
import type { Call } from "../../definition.ts";

/** A number among a command's options. @throws InputError naming the option, what was found and the range */
export function numberOption(
  options: Call["options"],
  name: string,
  least: number,
  most: number,
  usual: number,
  whole: boolean,
): number {
  const text = options[name];
  if (text === undefined) return usual;
  const value = text === "" || typeof text !== "string" ? Number.NaN : Number(text);
  if (!(value >= least && value <= most) || (whole && !Number.isInteger(value)))
    throw InputError.of(
      "simulate",
      `--${name.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`)}`,
      quoted(String(text)),
      `a ${whole ? "whole " : ""}number from ${least} to ${most}`,
    );
  return value;
}
