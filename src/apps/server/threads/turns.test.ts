import { expect, test } from "vitest";
import { Turns } from "./turns.ts";

const gate = () => {
  let open = (): void => {};
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { open, opened };
};

test("no more is done at once than may be, in the order asked for, and what fails gives its place up", async () => {
  const turns = new Turns(2);
  const { signal } = new AbortController();
  const gates = Array.from({ length: 5 }, gate);
  const begun: number[] = [];
  const done = gates.map(({ opened }, i) =>
    turns.take(signal, async () => {
      begun.push(i);
      await opened;
      if (i === 1) throw new Error("failed");
      return i;
    }),
  );
  expect(begun).toEqual([0, 1]);
  gates[1]?.open();
  await expect(done[1]).rejects.toThrow("failed");
  await Promise.resolve();
  expect(begun).toEqual([0, 1, 2]);
  for (const { open } of gates) open();
  expect(await Promise.all(done.filter((_, i) => i !== 1))).toEqual([0, 2, 3, 4]);
  expect(begun).toEqual([0, 1, 2, 3, 4]);
});

test("who left before their turn is passed over", async () => {
  const turns = new Turns(1);
  const [first, left] = [gate(), new AbortController()];
  const { signal } = new AbortController();
  const begun: string[] = [];
  const held = turns.take(signal, () => first.opened);
  const passed = turns.take(left.signal, () => void begun.push("passed"));
  const last = turns.take(signal, () => void begun.push("last"));
  left.abort(new Error("gone"));
  first.open();
  await expect(passed).rejects.toThrow("gone");
  await Promise.all([held, last]);
  expect(begun).toEqual(["last"]);
});
