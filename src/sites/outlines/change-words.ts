import type { Amendment } from "./amendment.ts";

/** "draws depot@2021-03-01; depot@ ends on 2021-03-01": what a change of outlines did, without the site. */
export function changeInWords(drawn: readonly string[], amendments: readonly Amendment[]): string {
  return [
    ...(drawn.length === 0 ? [] : [`draws ${drawn.map(shortKey).join(", ")}`]),
    ...amendments.map(({ outline, what }) => {
      const name = shortKey(outline);
      switch (what.type) {
        case "corrected":
          return `corrects ${name}`;
        case "ended":
          return what.day === null ? `${name} holds until further notice` : `${name} ends on ${what.day}`;
        case "withdrawn":
          return `withdraws ${name}`;
        case "undone":
          return `undoes amendment ${what.number} of ${name}`;
      }
    }),
  ].join("; ");
}

/** "depot@2021-03-01" for "tumangang/depot@2021-03-01". */
const shortKey = (key: string): string => key.slice(key.indexOf("/") + 1);
