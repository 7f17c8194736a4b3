import fc from "fast-check";
import { expect, test } from "vitest";
import { toScreen } from "../../../picture/camera.ts";
import { groundFrame, pixelFrame } from "../../../picture/frame.ts";
import {
  cameraOfText,
  drawnOfText,
  drawnText,
  modeOfText,
  tonesOfText,
  tonesText,
  usualTones,
  viewText,
} from "./address.ts";

test("a view in the address comes back within a hundredth of a pixel", () => {
  const size = { width: 1200, height: 800 };
  fc.assert(
    fc.property(
      fc.constantFrom(groundFrame([130.61, 42.41]), pixelFrame()),
      fc.double({ min: -4000, max: 4000, noNaN: true }),
      fc.double({ min: -4000, max: 4000, noNaN: true }),
      fc.double({ min: 1, max: 40, noNaN: true }),
      fc.double({ min: -180, max: 179.9, noNaN: true }),
      (frame, east, north, metresPerPixel, rotation) => {
        const camera = { centre: [east, north] as const, metresPerPixel, rotationDegrees: rotation };
        const back = cameraOfText(viewText(camera, frame), frame);
        if (back === null) throw new Error("no camera");
        const [x, y] = toScreen(back, size, camera.centre);
        expect(Math.hypot(x - 600, y - 400)).toBeLessThan(0.1);
        expect(back.metresPerPixel / metresPerPixel).toBeCloseTo(1, 5);
      },
    ),
  );
});

test("what is no view is none", () => {
  const frame = groundFrame([130, 42]);
  for (const text of [
    null,
    "",
    "130,42,1",
    "130,42,0,0",
    "130,42,-1,0",
    "130,99,1,0",
    "a,b,c,d",
    "130,42,1,0,0",
    ",,,",
  ])
    expect(cameraOfText(text, frame)).toBeNull();
});

test("tones, modes and what is drawn are written only where they are not the usual, and come back", () => {
  expect(tonesText(usualTones)).toBe("");
  expect(tonesOfText(null, null)).toEqual(usualTones);
  const tones = {
    percent: [0.5, 97],
    linked: false,
    gamma: 1.4,
    smooth: false,
    bands: "colour infrared",
  } as const;
  expect(tonesText(tones)).toBe("0.5,97,bands,gamma1.4,blocks");
  expect(tonesOfText(tonesText(tones), tones.bands)).toEqual(tones);
  const lifted = { ...usualTones, gamma: 1.4 };
  expect(tonesText(lifted)).toBe(",,gamma1.4");
  expect(tonesOfText(tonesText(lifted), null)).toEqual(lifted);
  expect(tonesOfText("98,2", null).percent).toBeNull();
  expect(tonesOfText("x", "").bands).toBeNull();
  expect(modeOfText("blink")).toBe("blink");
  expect(modeOfText("other")).toBe("swipe");
  for (const areas of [true, false])
    for (const tracks of [true, false])
      for (const names of [true, false])
        expect(drawnOfText(drawnText({ areas, tracks, names }))).toEqual({ areas, tracks, names });
});
