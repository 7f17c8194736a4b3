/**
 * An index, as often as the exponential of its weight says.
 * @param next uniform numbers in [0, 1)
 */
export function drawnIndex(logWeights: readonly number[], next: () => number): number {
  const most = Math.max(...logWeights);
  const shares = logWeights.map((w) => Math.exp(w - most));
  let rest = next() * shares.reduce((sum, s) => sum + s, 0);
  let last = 0;
  for (const [k, share] of shares.entries()) {
    if (share === 0) continue;
    last = k;
    rest -= share;
    if (rest < 0) break;
  }
  return last;
}
