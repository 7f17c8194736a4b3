import { uniform } from "../../src/base/random.ts";

interface OfShip {
  readonly mmsi: number;
}

const rounds = 1000;

/** An estimate with 95 % of what it is when whole ships are drawn anew (bootstrap): what one ship does says little of another, and its own reports say the same. */
export function estimated<T extends OfShip>(
  of: readonly T[],
  estimate: (of: readonly T[]) => number,
): string {
  const byShip = [...Map.groupBy(of, ({ mmsi }) => mmsi).values()];
  if (byShip.length === 0) return "none";
  const random = uniform(1);
  const drawn = Array.from({ length: rounds }, () =>
    estimate(byShip.flatMap(() => byShip[Math.floor(random() * byShip.length)] ?? [])),
  ).sort((a, b) => a - b);
  const [low, high] = [drawn[Math.floor(0.025 * rounds)] ?? 0, drawn[Math.ceil(0.975 * rounds) - 1] ?? 1];
  // Outwards: an interval is not made smaller by writing it.
  const [from, to] = [Math.floor(low * 1000) / 1000, Math.ceil(high * 1000) / 1000];
  return `${estimate(of).toFixed(3)} (${from.toFixed(3)} to ${to.toFixed(3)}) of ${of.length} of ${byShip.length} ships`;
}

/** Share by weight; 0 of nothing. */
export function shareOf(of: readonly { readonly weight: number; readonly within: number }[]): number {
  const all = of.reduce((sum, { weight }) => sum + weight, 0);
  return all === 0 ? 0 : of.reduce((sum, { within }) => sum + within, 0) / all;
}

/** Share of the broad one of two densities, given as logarithms, that makes all places together most probable. */
export function mostProbableShare(of: readonly { readonly usual: number; readonly broad: number }[]): number {
  const rows = of.map(({ usual, broad }) => {
    const most = Math.max(usual, broad);
    return [Math.exp(usual - most), Math.exp(broad - most)] as const;
  });
  let share = 0.5;
  for (let round = 0; round < 200; round++)
    share = rows.reduce((sum, [u, b]) => sum + (share * b) / ((1 - share) * u + share * b), 0) / rows.length;
  return share;
}
