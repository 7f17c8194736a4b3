import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ChangesTold } from "./changes-told.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function listening() {
  let read = 0;
  const changes = new ChangesTold({
    idle: async () => undefined,
    changed: async () => void read++,
  });
  const passed = async (): Promise<number> => {
    await vi.advanceTimersByTimeAsync(10_000);
    return read;
  };
  return { changes, passed };
}

test("one's own edits explain themselves, whether the answer or the news of them comes first", async () => {
  const { changes, passed } = listening();
  changes.told("mark edits");
  changes.taken();
  expect(await passed()).toBe(0);
  changes.taken();
  changes.told("mark edits");
  expect(await passed()).toBe(0);
});

test("an edit of somebody else among one's own, and whatever is no edit, has the count read anew", async () => {
  const { changes, passed } = listening();
  changes.told("mark edits");
  changes.taken();
  changes.told("mark edits");
  expect(await passed()).toBe(1);
  changes.settled();
  changes.told("mark finish");
  expect(await passed()).toBe(2);
});

test("news in quick succession has it read once, and none after it is closed", async () => {
  const { changes, passed } = listening();
  for (let i = 0; i < 5; i++) changes.told("job");
  expect(await passed()).toBe(1);
  changes.told("job");
  changes.close();
  expect(await passed()).toBe(1);
});
