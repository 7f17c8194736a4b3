import { InputError, quoted } from "../../base/errors.ts";

/** A number with its bounds, one of some words, or two or three numbers. */
export type OptionRule =
  | { readonly type: "number"; readonly least: number; readonly most: number; readonly whole?: boolean }
  | { readonly type: "word"; readonly words: readonly string[] }
  | {
      readonly type: "pair";
      readonly least: readonly [number, number];
      readonly most: readonly [number, number];
    };

export type OptionRules = Readonly<Record<string, OptionRule>>;

const inWords = (value: unknown): string => {
  if (typeof value === "string") return quoted(value);
  if (typeof value === "number") return String(value);
  if (Array.isArray(value)) return quoted(`[${value.map(String).join(", ")}]`);
  return value === null ? "null" : typeof value;
};

const inRange = (value: unknown, least: number, most: number): boolean =>
  typeof value === "number" && Number.isFinite(value) && value >= least && value <= most;

function allowedBy(rule: OptionRule): string {
  if (rule.type === "word") return rule.words.join(", ");
  if (rule.type === "number")
    return `${rule.whole === true ? "a whole number" : "a number"} from ${rule.least} to ${rule.most}`;
  return `two numbers, from ${rule.least.join(" and ")} to ${rule.most.join(" and ")}`;
}

function passes(rule: OptionRule, value: unknown): boolean {
  if (rule.type === "word") return typeof value === "string" && rule.words.includes(value);
  if (rule.type === "number")
    return inRange(value, rule.least, rule.most) && (rule.whole !== true || Number.isInteger(value));
  return (
    Array.isArray(value) &&
    value.length === 2 &&
    inRange(value[0], rule.least[0], rule.most[0]) &&
    inRange(value[1], rule.least[1], rule.most[1])
  );
}

/**
 * Checks plain options against rules.
 * @throws InputError with every unknown name and every value out of bounds
 */
export function checkOptions(where: string, options: object, rules: OptionRules): void {
  const faults = Object.entries(options).flatMap(([field, value]) => {
    if (value === undefined) return [];
    const rule = Object.hasOwn(rules, field) ? rules[field] : undefined;
    if (rule === undefined)
      return [{ where, field, found: "an unknown option", allowed: Object.keys(rules).join(", ") }];
    return passes(rule, value) ? [] : [{ where, field, found: inWords(value), allowed: allowedBy(rule) }];
  });
  if (faults.length > 0) throw new InputError(faults);
}
