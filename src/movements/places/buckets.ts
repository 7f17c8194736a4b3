/** Numbers of things by bucket: those of bucket b stand in `items` from `starts[b]` up to `starts[b + 1]`. */
export interface Buckets {
  readonly starts: Uint32Array;
  readonly items: Uint32Array;
}

/** Sorts things into buckets; `place` names the buckets of one thing, each time the same ones. */
export function bucketed(
  buckets: number,
  things: number,
  place: (thing: number, put: (bucket: number) => void) => void,
): Buckets {
  const starts = new Uint32Array(buckets + 1);
  const count = (bucket: number): void => {
    starts[bucket + 1] = (starts[bucket + 1] ?? 0) + 1;
  };
  for (let thing = 0; thing < things; thing++) place(thing, count);
  for (let bucket = 0; bucket < buckets; bucket++)
    starts[bucket + 1] = (starts[bucket + 1] ?? 0) + (starts[bucket] ?? 0);
  const items = new Uint32Array(starts[buckets] ?? 0);
  const next = starts.slice();
  for (let thing = 0; thing < things; thing++)
    place(thing, (bucket) => {
      const at = next[bucket] ?? 0;
      items[at] = thing;
      next[bucket] = at + 1;
    });
  return { starts, items };
}
