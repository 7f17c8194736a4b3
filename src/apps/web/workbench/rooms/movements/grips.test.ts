import { expect, test } from "vitest";
import { minuteMs, type Stretch } from "../../../time/stretch.ts";
import { moveGrip, shareOfKey, type Grip } from "./grips.ts";

const window = { fromMs: 0, toMs: 10 * minuteMs };
function moved(grip: Grip, byMs: number) {
  const told: unknown[] = [];
  moveGrip(
    {
      window,
      step: (ms: number) => void told.push(["step", ms]),
      moveWindow: (ms: number) => void told.push(["window", ms]),
      setWindow: (to: Stretch) => void told.push(to),
    },
    grip,
    byMs,
  );
  return told;
}

test("each grip moves what it holds, and no end passes the other", () => {
  expect(moved("moment", 5)).toEqual([["step", 5]]);
  expect(moved("window", -5)).toEqual([["window", -5]]);
  expect(moved("from", 2 * minuteMs)).toEqual([{ fromMs: 2 * minuteMs, toMs: 10 * minuteMs }]);
  expect(moved("from", 99 * minuteMs)).toEqual([{ fromMs: 9 * minuteMs, toMs: 10 * minuteMs }]);
  expect(moved("to", -99 * minuteMs)).toEqual([{ fromMs: 0, toMs: minuteMs }]);
});

test("arrows move by a hundredth of the bar, ten with Shift", () => {
  expect(
    [
      { key: "ArrowLeft", shiftKey: false },
      { key: "ArrowUp", shiftKey: false },
      { key: "ArrowRight", shiftKey: true },
      { key: "Home", shiftKey: true },
    ].map(shareOfKey),
  ).toEqual([-0.01, 0.01, 0.1, 0]);
});
