/**
 * The smallest number of misses such that more of them have at most the chance `beyond`, where look i misses a ship that is there with
 * chance `misses[i]`. A look at a port without the ship cannot miss it, so the number is on the safe side.
 */
export function missesAllowed(misses: readonly number[], beyond: number): number {
  // chances[k]: that exactly k of the looks so far missed.
  let chances = [1];
  for (const miss of misses) {
    const next = Array.from({ length: chances.length + 1 }, () => 0);
    for (const [k, chance] of chances.entries()) {
      next[k] = (next[k] ?? 0) + chance * (1 - miss);
      next[k + 1] = (next[k + 1] ?? 0) + chance * miss;
    }
    chances = next;
  }
  let tail = 1;
  for (const [k, chance] of chances.entries()) {
    tail -= chance;
    if (tail <= beyond + 1e-12) return k;
  }
  return misses.length;
}
