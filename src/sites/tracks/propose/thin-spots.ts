import { spotIndex } from "./spot-index.ts";
import type { Spot } from "./spots.ts";

/** Of spots so near each other, that run the same way, the best stands for all. */
const sameMetres = 1.1;
const sameAngle = (8 * Math.PI) / 180;
/** Spots that have a say in which way the best one runs. */
const sayMetres = 1.5;
const sayAngle = (11 * Math.PI) / 180;

/** The difference between two ways to run, -pi/2 to pi/2. */
export function turnBetween(from: number, to: number): number {
  const turn = (to - from) % Math.PI;
  return turn > Math.PI / 2 ? turn - Math.PI : turn <= -Math.PI / 2 ? turn + Math.PI : turn;
}

/** Leaves one spot where a track shows in several directions, its own direction between theirs. */
export function thinSpots(spots: readonly Spot[]): Spot[] {
  const nearby = spotIndex(spots, 2);
  const kept: Spot[] = [];
  spots.forEach((own, index) => {
    let best = true;
    nearby(own.x, own.y, sameMetres, (i) => {
      const other = spots[i];
      if (!best || other === undefined || other.odds < own.odds || (other.odds === own.odds && i >= index))
        return;
      if ((other.x - own.x) ** 2 + (other.y - own.y) ** 2 > sameMetres ** 2) return;
      if (Math.abs(turnBetween(own.angle, other.angle)) <= sameAngle) best = false;
    });
    if (!best) return;
    let [turn, weight] = [0, 0];
    nearby(own.x, own.y, sayMetres, (i) => {
      const other = spots[i];
      if (other === undefined || (other.x - own.x) ** 2 + (other.y - own.y) ** 2 > sayMetres ** 2) return;
      const between = turnBetween(own.angle, other.angle);
      if (Math.abs(between) > sayAngle) return;
      const say = Math.exp(other.odds - own.odds);
      turn += say * between;
      weight += say;
    });
    kept.push({ ...own, angle: own.angle + (weight > 0 ? turn / weight : 0) });
  });
  return kept;
}
