/** "4, 5 and 6". */
export function listed(items: readonly (string | number)[]): string {
  const texts = items.map(String);
  const last = texts.at(-1) ?? "";
  return texts.length < 2 ? last : `${texts.slice(0, -1).join(", ")} and ${last}`;
}

/** A figure in full, with at most one decimal and thousands parted: 15,800. */
export const inFull = (value: number): string => {
  const [whole = "0", decimals] = String(Math.round(value * 10) / 10).split(".");
  const parted = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ",");
  return decimals === undefined ? parted : `${parted}.${decimals}`;
};

/** "3 statements", "1 statement". */
export const numbered = (number: number, one: string, many = `${one}s`): string =>
  `${number} ${number === 1 ? one : many}`;

/** A text with a capital at its start. */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
