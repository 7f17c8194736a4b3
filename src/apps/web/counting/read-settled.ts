import type { EditQueue } from "./edit-queue.ts";

/**
 * Reads a count from the server so that it lacks nothing that was done here: what waits is sent first, and when somebody edits while it is read, it is read again.
 * Until it is given, what is shown stays and can be worked on.
 * @returns null once `isOver`
 */
export async function readSettled<T>(
  queue: Pick<EditQueue, "idle" | "added">,
  read: () => Promise<T>,
  isOver: () => boolean,
): Promise<T | null> {
  for (;;) {
    await queue.idle();
    const before = queue.added();
    const found = await read();
    if (isOver()) return null;
    if (queue.added() === before) return found;
  }
}
