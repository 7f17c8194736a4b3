/*
 * A page without a screen: it gives the samples of tiles as a browser has them, so that a test can hold them against those that Node reads.
 * It is built by that test alone and is no part of the workbench.
 */
import type { TileAddress } from "../picture/tile-source.ts";
import { openRangeReader } from "../picture/range-reader.ts";
import { serverSource } from "../picture/server-source.ts";

const reader = openRangeReader();

/** A tile read by the browser itself or cut by the server: its size, and the bytes of its samples in base 64. */
async function tile(look: string, by: "ranges" | "server", address: TileAddress, bands: readonly number[]) {
  const api = `/api/looks/${encodeURIComponent(look)}`;
  const source = by === "ranges" ? reader.sourceOf(`${api}/file`) : serverSource(`${api}/tiles`);
  const { width, height, channels, samples } = await source.load(
    address,
    bands,
    new AbortController().signal,
  );
  return { width, height, channels, samples: base64(samples) };
}

function base64({ buffer, byteOffset, byteLength }: ArrayBufferView): string {
  const bytes = new Uint8Array(buffer, byteOffset, byteLength);
  let text = "";
  // In pieces: a call takes only so many arguments.
  for (let at = 0; at < bytes.length; at += 8192)
    text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(text);
}

Object.assign(globalThis, {
  tile,
  describe: (look: string) => reader.describe(`/api/looks/${encodeURIComponent(look)}/file`),
});
