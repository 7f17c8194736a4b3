/** What reading one cell gives: a value, or what would have been allowed. */
export type Cell<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly allowed: string };

/** One column of a table that people fill in: its name in the header, what it means, what it may hold. */
export interface Column<T> {
  readonly name: string;
  /** For the reference: what the column means. */
  readonly meaning: string;
  /** For the reference and for errors: what a cell may hold. */
  readonly allowed: string;
  /** False: the header may lack the column, which then reads as empty. */
  readonly needed: boolean;
  readonly read: (text: string) => Cell<T>;
}

const value = <T>(of: T): Cell<T> => ({ ok: true, value: of });

interface About {
  readonly name: string;
  readonly meaning: string;
}

/** A cell that must hold something. */
function required<T>(about: About, allowed: string, read: (text: string) => Cell<T>): Column<T> {
  return {
    ...about,
    allowed,
    needed: true,
    read: (text) => (text === "" ? { ok: false, allowed } : read(text)),
  };
}

/** A cell that may be empty, which reads as `empty`. */
export function optional<T, E>(column: Column<T>, empty: E, emptyMeans = "empty"): Column<T | E> {
  return {
    ...column,
    allowed: `${column.allowed}; or ${emptyMeans}`,
    needed: false,
    read: (text) => (text === "" ? value(empty) : column.read(text)),
  };
}

const idPattern = /^[a-z0-9][a-z0-9.-]{0,79}$/;
const idWords = "1 to 80 of a-z, 0-9, . and -, beginning with a letter or digit";

/** True for text that can name a record. */
export const isId = (text: string): boolean => idPattern.test(text);

export function idColumn(about: About): Column<string> {
  return required(about, idWords, (text) => (isId(text) ? value(text) : { ok: false, allowed: idWords }));
}

// Control characters, and marks that reverse the direction of writing, have no place in a record; half a character (a lone surrogate) can be stored by nothing.
const unprintable = /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;

export function textColumn(about: About, longest: number): Column<string> {
  const allowed = `1 to ${longest} characters of plain text on one line`;
  return required(about, allowed, (text) =>
    text.length <= longest && text.isWellFormed() && !unprintable.test(text)
      ? value(text)
      : { ok: false, allowed },
  );
}

export function oneOf<const T extends string>(about: About, values: readonly T[]): Column<T> {
  const known = new Map<string, T>(values.map((v) => [v, v]));
  const allowed = values.join(", ");
  return required(about, allowed, (text) => {
    const found = known.get(text);
    return found === undefined ? { ok: false, allowed } : value(found);
  });
}

const numeral = /^-?(?:\d+)(?:\.\d+)?$/;

export interface NumberRange {
  readonly from: number;
  readonly to: number;
  readonly whole?: boolean;
}

export function numberColumn(about: About, { from, to, whole = false }: NumberRange): Column<number> {
  const allowed = `a ${whole ? "whole " : ""}number from ${from} to ${to}, with a point for decimals and no thousands mark`;
  return required(about, allowed, (text) => {
    if (!numeral.test(text)) return { ok: false, allowed };
    const number = Number(text);
    return number >= from && number <= to && (!whole || Number.isInteger(number))
      ? value(number)
      : { ok: false, allowed };
  });
}

const urlWords = "an address that begins with http:// or https://, at most 2000 characters, no spaces";
const urlPattern = /^https?:\/\/[^\s/?#"'<>\\]+[^\s"<>\\]*$/;

export function addressColumn(about: About): Column<string> {
  return required(about, urlWords, (text) =>
    text.length <= 2000 && urlPattern.test(text) ? value(text) : { ok: false, allowed: urlWords },
  );
}
