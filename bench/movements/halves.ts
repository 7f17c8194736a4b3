/**
 * Ships are parted in two by a hash (FNV-1a) of their number: what is learnt is learnt from one half, what is said of how well it works was
 * seen on the other.
 */
export function halfOf(mmsi: number): "learnt" | "judged" {
  let hash = 0x811c9dc5;
  for (const digit of String(mmsi)) hash = Math.imul(hash ^ digit.charCodeAt(0), 0x01000193) >>> 0;
  return ((hash ^ (hash >>> 16)) & 1) === 0 ? "learnt" : "judged";
}
