/** A number of containers that at least went in a stretch of time. */
export interface LoadClaim {
  readonly id: string;
  readonly fromMs: number;
  readonly toMs: number;
  readonly low: number;
}

/**
 * The largest number of containers that claims force together without any being counted twice: the best set of claims whose stretches do not
 * overlap (weighted interval scheduling). Claims over times that overlap may speak of the same boxes and are never added up.
 */
export function leastTogether(claims: readonly LoadClaim[]): {
  readonly low: number;
  readonly of: readonly string[];
} {
  const sorted = claims.toSorted((a, b) => a.toMs - b.toMs);
  const best: { readonly low: number; readonly of: readonly string[] }[] = [{ low: 0, of: [] }];
  for (const [i, claim] of sorted.entries()) {
    let before = i;
    while (before > 0 && (sorted[before - 1]?.toMs ?? 0) > claim.fromMs) before--;
    const without = best[i] ?? { low: 0, of: [] };
    const kept = best[before] ?? { low: 0, of: [] };
    best.push(
      kept.low + claim.low > without.low
        ? { low: kept.low + claim.low, of: [...kept.of, claim.id] }
        : without,
    );
  }
  return best.at(-1) ?? { low: 0, of: [] };
}
