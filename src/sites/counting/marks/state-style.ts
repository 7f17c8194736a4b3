import type { MarkState } from "../mark.ts";

/** How a mark is drawn, in the numbered picture and on the screen. */
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
