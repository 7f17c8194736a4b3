import { isId } from "../../base/table/column.ts";
import { offsetMinutes } from "../../base/time/calendar.ts";
import { parseSpan } from "../../base/time/span.ts";
import { described, type Report } from "./remarks.ts";

// Line breaks, control characters, marks that reverse the direction of writing, and what XML cannot carry.
const unprintable = /[\p{Cc}\u2028-\u202e\u2066-\u2069\ufffe\uffff]/u;

/** True for text that a record may hold: one line, well-formed. */
export const isPlain = (text: string): boolean => text.isWellFormed() && !unprintable.test(text);

const idWords = "1 to 80 of a-z, 0-9, . and -, beginning with a letter or digit";
const mostNames = 100;

/** The properties of one feature. Each reader gives the value, or reports what is wrong and gives a stand-in. */
export class Properties {
  readonly #values: Readonly<Record<string, unknown>>;
  readonly #report: Report;

  constructor(values: Readonly<Record<string, unknown>>, report: Report) {
    this.#values = values;
    this.#report = report;
  }

  #refuse(name: string, allowed: string): void {
    this.#report(name, described(this.#values[name]), allowed);
  }

  id(name: string): string {
    const value = this.#values[name];
    if (typeof value === "string" && isId(value)) return value;
    this.#refuse(name, idWords);
    return "";
  }

  /** Text that may be missing or null, which reads as empty. */
  text(name: string, longest: number): string {
    const value = this.#values[name] ?? "";
    if (typeof value === "string" && value.length <= longest && isPlain(value)) return value;
    this.#refuse(name, `up to ${longest} characters of plain text on one line`);
    return "";
  }

  /** Text that must say something; `why` is added to what is allowed. */
  filledText(name: string, longest: number, why = ""): string {
    const value = this.#values[name];
    if (typeof value === "string" && value.trim() !== "") return this.text(name, longest);
    this.#refuse(name, `1 to ${longest} characters of plain text on one line${why}`);
    return "";
  }

  /** A list of texts; missing or null reads as none. */
  texts(name: string, longest: number): readonly string[] {
    const value: unknown = this.#values[name] ?? [];
    const list: readonly unknown[] = Array.isArray(value) ? value : [null];
    const texts = list.filter((item) => typeof item === "string" && item.length <= longest && isPlain(item));
    if (texts.length === list.length && list.length <= mostNames) return texts.map(String);
    this.#refuse(name, `a list of up to ${mostNames} texts of up to ${longest} characters`);
    return [];
  }

  oneOf<const T extends string>(name: string, allowed: readonly T[]): T | undefined {
    const value = this.#values[name];
    const found = allowed.find((one) => one === value);
    if (found === undefined) this.#refuse(name, allowed.join(", "));
    return found;
  }

  /** A yes or no that must be stated. */
  flag(name: string): boolean {
    const value = this.#values[name];
    if (typeof value === "boolean") return value;
    this.#refuse(name, "true or false; it must be stated");
    return false;
  }

  /** A number that may be missing or null. */
  amount(name: string, largest: number): number | null {
    const value = this.#values[name] ?? null;
    if (value === null) return null;
    // Adding 0 turns -0 into 0, which is what the next reader of the file will see.
    if (typeof value === "number" && value >= 0 && value <= largest) return value + 0;
    this.#refuse(name, `a number from 0 to ${largest}, or null when not stated`);
    return null;
  }

  /** A calendar day that may be missing, null or empty. */
  day(name: string): string | null {
    const value = this.#values[name] ?? "";
    if (value === "") return null;
    const parsed = typeof value === "string" ? parseSpan(value, 0) : null;
    if (typeof value === "string" && parsed?.ok === true && parsed.span.precision === "day") return value;
    this.#refuse(
      name,
      parsed?.ok === false && parsed.allowed.length < 60 ? parsed.allowed : "a day as 2021-12-31, or null",
    );
    return null;
  }

  /** Civil time as minutes east of Greenwich. */
  offset(name: string): number {
    const value = this.#values[name];
    const minutes = typeof value === "string" ? offsetMinutes(value) : null;
    if (minutes === null)
      this.#refuse(name, "the civil time of the site as an offset from UTC, such as +09:00");
    return minutes ?? 0;
  }
}
