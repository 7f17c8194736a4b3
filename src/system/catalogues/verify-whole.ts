import { createHash, getHashes } from "node:crypto";
import type { ByteSource } from "../../sites/pictures/bytes.ts";
import type { ChecksumState } from "../../sites/pictures/picture-look.ts";
import type { Checksum } from "../../sites/pictures/supply/multihash.ts";

const pieceBytes = 4 * 2 ** 20;

/** Reads a whole file and holds it against its checksum. "not-checked" when this machine cannot compute the algorithm. */
export async function verifyWhole(
  source: ByteSource,
  checksum: Checksum,
  signal?: AbortSignal,
): Promise<"verified" | "mismatch" | "not-checked"> {
  if (!getHashes().includes(checksum.algorithm)) return "not-checked";
  const digest = createHash(checksum.algorithm);
  for (let at = 0; at < source.size; at += pieceBytes)
    digest.update(await source.read(at, Math.min(pieceBytes, source.size - at), signal));
  return digest.digest("hex") === checksum.hex ? "verified" : "mismatch";
}

/** One state for several files: the one that says least. */
export function stateOfAll(states: readonly ChecksumState[]): ChecksumState {
  const order: readonly ChecksumState[] = ["mismatch", "not-checked", "not-given"];
  return states.length === 0 ? "not-given" : (order.find((state) => states.includes(state)) ?? "verified");
}
