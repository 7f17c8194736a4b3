import type { MarkState } from "../../sites/counting/mark.ts";

/** Fonts that common systems have, so that a picture looks alike on all of them. */
export const fontFamily = "DejaVu Sans, Liberation Sans, Arial, Helvetica, sans-serif";

export interface StateStyle {
  readonly colour: string;
  readonly words: string;
  /** What follows the number. */
  readonly sign: string;
  readonly numbered: boolean;
  readonly crossed: boolean;
  readonly dotted: boolean;
}

const plain = { sign: "", numbered: true, crossed: false, dotted: false };

/** Colours of M. Okabe and K. Ito (Color Universal Design, 2008), which the common kinds of colour blindness leave apart. */
export const stateStyles: Readonly<Record<MarkState, StateStyle>> = {
  accepted: { ...plain, colour: "#56b4e9", words: "counted" },
  proposed: { ...plain, colour: "#f0e442", words: "proposed, not looked at" },
  unsure: { ...plain, colour: "#e69f00", words: "unsure", sign: "?" },
  hidden: { ...plain, colour: "#cc79a7", words: "hidden", numbered: false, dotted: true },
  rejected: { ...plain, colour: "#ff7a33", words: "rejected", numbered: false, crossed: true },
};

/** Text as SVG may hold it: markup is escaped, and characters that XML forbids are replaced. */
export const escaped = (text: string): string =>
  text
    .replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufffe\uffff]/g, "\ufffd")
    .toWellFormed()
    .replace(/[<>&"']/g, (c) => `&#${c.codePointAt(0) ?? 0};`);
