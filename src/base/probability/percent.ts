/** A probability as text prints it: "3.8 %", "42 %"; near the ends no more is claimed than "less than 0.1 %" or "more than 99.9 %". */
export function percentInWords(p: number): string {
  if (p > 0.999) return "more than 99.9 %";
  if (p < 0.001) return "less than 0.1 %";
  return `${(100 * p).toFixed(p < 0.1 || p > 0.9 ? 1 : 0)} %`;
}
