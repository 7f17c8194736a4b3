/** "look" for 1, "looks" for any other number. */
export const nounFor = (number: number, one: string, many = `${one}s`): string => (number === 1 ? one : many);

/** "3 looks", "1 look". */
export const counted = (number: number, one: string, many?: string): string =>
  `${number} ${nounFor(number, one, many)}`;

/** "1,204 reports", "1 report". */
export const countedInThousands = (number: number, one: string, many?: string): string =>
  `${number.toLocaleString("en")} ${nounFor(number, one, many)}`;
