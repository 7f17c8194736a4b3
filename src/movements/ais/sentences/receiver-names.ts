import { unnamedReceiver } from "./fix-columns.ts";

/** Most receivers that get a number of their own; the rest count as unnamed. */
const mostNames = 4096;
const longestName = 32;

/** Names of receivers as they appear, each once. Found by its bytes, so that a name that is known costs no text. */
export class ReceiverNames {
  readonly names: string[] = [];
  readonly #bytes: Uint8Array[] = [];
  readonly #byHash = new Map<number, number[]>();

  /** Index of the name in [from, to) of a line; `unnamedReceiver` for an empty or overlong one, and when there are too many. */
  indexOf(bytes: Uint8Array, from: number, to: number): number {
    if (to <= from || to - from > longestName) return unnamedReceiver;
    let hash = 0;
    for (let i = from; i < to; i++) hash = (Math.imul(hash, 31) + (bytes[i] ?? 0)) | 0;
    const known = this.#byHash.get(hash);
    if (known !== undefined)
      for (const index of known) if (equal(this.#bytes[index], bytes, from, to)) return index;
    if (this.names.length >= mostNames) return unnamedReceiver;
    const index = this.names.length;
    const name = bytes.slice(from, to);
    this.#bytes.push(name);
    this.names.push(String.fromCharCode(...name));
    if (known === undefined) this.#byHash.set(hash, [index]);
    else known.push(index);
    return index;
  }
}

function equal(name: Uint8Array | undefined, bytes: Uint8Array, from: number, to: number): boolean {
  if (name === undefined || name.length !== to - from) return false;
  for (let i = 0; i < name.length; i++) if (name[i] !== bytes[from + i]) return false;
  return true;
}
