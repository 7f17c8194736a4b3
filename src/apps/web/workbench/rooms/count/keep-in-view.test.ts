import fc from "fast-check";
import { expect, test } from "vitest";
import { toScreen, type Camera } from "../../../picture/camera.ts";
import { isInView, keepInView } from "./keep-in-view.ts";

const size = { width: 800, height: 500 };
const within = (most: number) => fc.double({ min: -most, max: most, noNaN: true });

test("a place is brought into the view, turned or not, and no farther than its margin", () => {
  fc.assert(
    fc.property(
      fc.tuple(within(5_000), within(5_000)),
      within(180),
      fc.double({ min: 0.05, max: 20, noNaN: true }),
      (place, rotationDegrees, metresPerPixel) => {
        const before: Camera = { centre: [0, 0], metresPerPixel, rotationDegrees };
        let camera = before;
        keepInView(
          {
            camera,
            size,
            setCamera: (next) => {
              camera = next;
            },
          },
          place,
        );
        const [x, y] = toScreen(camera, size, place);
        expect(isInView(camera, size, place)).toBe(true);
        const margin = { x: size.width * 0.12 - 1e-6, y: size.height * 0.12 - 1e-6 };
        expect(Math.min(x, size.width - x)).toBeGreaterThanOrEqual(margin.x);
        expect(Math.min(y, size.height - y)).toBeGreaterThanOrEqual(margin.y);
        const [ox, oy] = toScreen(before, size, place);
        const wasIn = Math.min(ox, size.width - ox) > margin.x && Math.min(oy, size.height - oy) > margin.y;
        if (wasIn) expect(camera.centre.map((c) => Math.abs(c) < 1e-6)).toEqual([true, true]);
      },
    ),
  );
});
