import { expect, test } from "vitest";
import { readSettled } from "./read-settled.ts";

test("what is done while a count is read is in what was read in the end, and a reading that nobody waits for ends", async () => {
  const server: string[] = [];
  const waiting: string[] = [];
  let added = 0;
  const queue = {
    added: () => added,
    idle: async () => {
      await Promise.resolve();
      server.push(...waiting.splice(0));
    },
  };
  const add = (go: string): void => {
    added++;
    waiting.push(go);
  };
  add("first");
  let reads = 0;
  const read = async (): Promise<readonly string[]> => {
    const found = [...server];
    reads++;
    await Promise.resolve();
    // Somebody edits while the first two answers are on their way.
    if (reads <= 2) add(`during ${reads}`);
    return found;
  };
  expect(await readSettled(queue, read, () => false)).toEqual(["first", "during 1", "during 2"]);
  expect(reads).toBe(3);
  expect(
    await readSettled(
      queue,
      async () => {
        add("more");
        return Promise.resolve(reads++);
      },
      () => true,
    ),
  ).toBeNull();
});
