/** A number as digits with a point, which reads as the same number: JavaScript writes very small and very large ones with an exponent. */
export function plainNumber(number: number): string {
  const text = String(number);
  const match = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(text);
  if (match === null) return text;
  const [, sign = "", whole = "", fraction = "", exponent = "0"] = match;
  const places = Number(exponent);
  return places < 0
    ? `${sign}0.${"0".repeat(-places - 1)}${whole}${fraction}`
    : `${sign}${(whole + fraction).padEnd(places + 1, "0")}`;
}
