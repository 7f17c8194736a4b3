import type { FixedObject } from "./fixed-object.ts";

/** The newest version of each object, without those that a person took off. */
export function currentObjects(versions: readonly FixedObject[]): readonly FixedObject[] {
  const newest = new Map<string, FixedObject>();
  for (const object of versions)
    if (object.version > (newest.get(object.id)?.version ?? 0)) newest.set(object.id, object);
  return [...newest.values()].filter((o) => !o.withdrawn);
}

/** Those that stand on a day, as 2021-12-31. */
export const standingOn = (versions: readonly FixedObject[], day: string): readonly FixedObject[] =>
  currentObjects(versions).filter(
    ({ validFrom, validTo }) =>
      (validFrom === null || validFrom <= day) && (validTo === null || day < validTo),
  );
