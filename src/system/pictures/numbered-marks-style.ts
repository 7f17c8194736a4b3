/** Fonts that common systems have, so that a picture looks alike on all of them. */
export const fontFamily = "DejaVu Sans, Liberation Sans, Arial, Helvetica, sans-serif";

/** Text as SVG may hold it: markup is escaped, and characters that XML forbids are replaced. */
export const escaped = (text: string): string =>
  text
    .replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufffe\uffff]/g, "\ufffd")
    .toWellFormed()
    .replace(/[<>&"']/g, (c) => `&#${c.codePointAt(0) ?? 0};`);
