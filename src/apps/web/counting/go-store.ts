import type { GoStore, QueuedGo } from "./edit-queue.ts";

/** The part of a browser's storage that goes are kept in. */
export type PlainStorage = Pick<Storage, "length" | "key" | "getItem" | "setItem" | "removeItem">;

const prefix = "yardwatch.go.";

/** One entry a go: two windows on one count do not write over each other's, and either sends what the other left. */
export function openGoStore(storage: PlainStorage, counter: Pick<QueuedGo, "look" | "by" | "pass">): GoStore {
  return {
    put: (go) => {
      try {
        storage.setItem(`${prefix}${go.key}`, JSON.stringify(go));
        return true;
      } catch {
        // Full, or not allowed: it is sent all the same, and the screen says that it is not kept.
        return false;
      }
    },
    remove: (key) => {
      try {
        storage.removeItem(`${prefix}${key}`);
      } catch {
        // What stays is sent once more and answered the same.
      }
    },
    all: () =>
      keptGoes(storage)
        .filter((go) => go.look === counter.look && go.by === counter.by && go.pass === counter.pass)
        .sort((a, b) => a.order - b.order),
  };
}

/** Every go that is kept, of all counts. */
export function keptGoes(storage: PlainStorage): QueuedGo[] {
  const found: QueuedGo[] = [];
  for (let i = 0; i < storage.length; i++) {
    const name = storage.key(i);
    if (name === null || !name.startsWith(prefix)) continue;
    try {
      const go = JSON.parse(storage.getItem(name) ?? "null") as QueuedGo | null;
      if (go !== null && typeof go.key === "string" && Array.isArray(go.edits)) found.push(go);
    } catch {
      // Not written by this program.
    }
  }
  return found;
}
