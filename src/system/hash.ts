import { createHash, hash } from "node:crypto";
import { createReadStream } from "node:fs";

/** SHA-256 of a text (its UTF-8 bytes) or of bytes, as 64 hexadecimal digits. */
export const sha256 = (data: string | Uint8Array): string => hash("sha256", data, "hex");

/** SHA-256 of a file, read in pieces. */
export async function sha256OfFile(path: string, signal?: AbortSignal): Promise<string> {
  const digest = createHash("sha256");
  for await (const chunk of createReadStream(path, {
    highWaterMark: 1 << 20,
    ...(signal === undefined ? {} : { signal }),
  }))
    digest.update(chunk as Uint8Array);
  return digest.digest("hex");
}
