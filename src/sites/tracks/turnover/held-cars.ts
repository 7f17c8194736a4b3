/**
 * Cars without a counterpart that stand in the middle of what stayed: no car can be taken out from between two others that did not move, nor put
 * there, so it was missed or misread at the other look.
 * @param counterparts of the cars of one look in order: the car of the other look, or -1
 * @param strings number of the string of each of these cars
 */
export function heldCars(counterparts: readonly number[], strings: readonly number[]): ReadonlySet<number> {
  const held = new Set<number>();
  let last = -1;
  for (const [i, other] of counterparts.entries()) {
    if (other < 0) continue;
    if (last >= 0 && strings[last] === strings[i]) for (let k = last + 1; k < i; k++) held.add(k);
    last = i;
  }
  return held;
}
