/**
 * True when seven digits, the first not zero, are a ship number of the International Maritime Organization: the last digit of the sum of the first six,
 * weighted 7 to 2, is the seventh (IMO resolution A.1117(30)).
 */
export function isImoNumber(text: string): boolean {
  if (!/^[1-9]\d{6}$/.test(text)) return false;
  let sum = 0;
  for (let i = 0; i < 6; i++) sum += Number(text[i]) * (7 - i);
  return sum % 10 === Number(text[6]);
}
