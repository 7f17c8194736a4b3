import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { KeptAddress } from "./kept-address.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function kept() {
  const state = { at: 0 as number | null, address: "", steps: [] as boolean[] };
  const address = new KeptAddress({
    told: () => (state.at === null ? null : { at: String(state.at) }),
    write: ({ at }, { replace }) => {
      state.address = `?at=${at ?? ""}`;
      state.steps.push(replace);
    },
    now: () => state.address,
  });
  return { state, address };
}

test("what changes all the time is written once it rests, as it is then", () => {
  const { state, address } = kept();
  for (state.at = 0; state.at < 9; state.at++) address.keep();
  expect(state.steps).toEqual([]);
  vi.runAllTimers();
  expect(state).toMatchObject({ address: "?at=9", steps: [true] });
  expect(address.isFollowed()).toBe(false);
});

test("a step of its own is written at once, and what waited is in it", () => {
  const { state, address } = kept();
  address.keep();
  state.at = 5;
  address.keep({ replace: false });
  vi.runAllTimers();
  expect(state).toMatchObject({ address: "?at=5", steps: [false] });
});

test("who goes back is followed once, and nothing that waited is written over it", () => {
  const { state, address } = kept();
  address.keep();
  state.address = "?at=2";
  expect(address.isFollowed()).toBe(true);
  expect(address.isFollowed()).toBe(false);
  vi.runAllTimers();
  expect(state.address).toBe("?at=2");
});

test("nothing is written while nothing is shown, or after the end", () => {
  const { state, address } = kept();
  state.at = null;
  address.keep({ replace: false });
  state.at = 1;
  address.keep();
  address.end();
  vi.runAllTimers();
  expect(state.steps).toEqual([]);
});
