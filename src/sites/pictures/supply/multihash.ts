export const checksumAlgorithms = ["md5", "sha1", "sha256", "sha512", "sha3-256", "sha3-512"] as const;
export type ChecksumAlgorithm = (typeof checksumAlgorithms)[number];

/** A supplier's checksum over a whole file. */
export interface Checksum {
  readonly algorithm: ChecksumAlgorithm;
  /** Lower case. */
  readonly hex: string;
}

/** Codes of the multiformats table (multicodec), with the digest's length in bytes. */
const codes = new Map<number, readonly [ChecksumAlgorithm, number]>([
  [0xd5, ["md5", 16]],
  [0x11, ["sha1", 20]],
  [0x12, ["sha256", 32]],
  [0x13, ["sha512", 64]],
  [0x16, ["sha3-256", 32]],
  [0x14, ["sha3-512", 64]],
]);

/**
 * Reads a multihash in hexadecimal digits (multiformats.io/multihash), as the file extension of STAC writes `file:checksum`:
 * a varint for the algorithm, a varint for the length, the digest. null when it is none, or of an algorithm not known here.
 */
export function parseMultihash(text: string): Checksum | null {
  const digits = text.trim().toLowerCase();
  if (!/^(?:[0-9a-f]{2}){3,80}$/.test(digits)) return null;
  const bytes = (digits.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16));
  const code = varint(bytes, 0);
  const length = code && varint(bytes, code.next);
  const known = code && codes.get(code.value);
  if (!length || !known || length.value !== known[1] || bytes.length - length.next !== length.value)
    return null;
  return { algorithm: known[0], hex: digits.slice(2 * length.next) };
}

/** An unsigned varint of at most two bytes, which all known codes fit. */
function varint(bytes: readonly number[], at: number): { value: number; next: number } | null {
  const first = bytes[at];
  if (first === undefined) return null;
  if (first < 0x80) return { value: first, next: at + 1 };
  const second = bytes[at + 1];
  return second === undefined || second >= 0x80
    ? null
    : { value: (first & 0x7f) | (second << 7), next: at + 2 };
}
