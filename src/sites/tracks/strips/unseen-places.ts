import { placeMetres, stripRows, stripStepMetres, type Strip } from "../strip.ts";

/** Metres to each side of the line where a car's body stands. */
const bodyMetres = 1.5;

/** One byte a place: 1 where less than half of the ground under a car would have data: beyond the picture, in a hole of it, in a damaged part. */
export function unseenPlaces({ plan, valid }: Strip): Uint8Array {
  const columnsOfPlace = placeMetres / stripStepMetres;
  const half = Math.round(bodyMetres / stripStepMetres);
  const [first, end] = [stripRows / 2 - half, stripRows / 2 + half];
  const unseen = new Uint8Array(plan.columns / columnsOfPlace);
  for (let place = 0; place < unseen.length; place++) {
    let seen = 0;
    for (let row = first; row < end; row++)
      for (let c = place * columnsOfPlace; c < (place + 1) * columnsOfPlace; c++)
        seen += valid[row * plan.columns + c] ?? 0;
    if (2 * seen < (end - first) * columnsOfPlace) unseen[place] = 1;
  }
  return unseen;
}
