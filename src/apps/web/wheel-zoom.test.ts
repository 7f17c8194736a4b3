import { expect, it } from "vitest";
import { zoomOfWheel } from "./wheel-zoom.ts";

it("a turn forth and back leaves all as it was, and forth is nearer", () => {
  for (const deltaMode of [0, 1]) {
    expect(zoomOfWheel({ deltaY: -3, deltaMode })).toBeGreaterThan(1);
    expect(zoomOfWheel({ deltaY: 3, deltaMode }) * zoomOfWheel({ deltaY: -3, deltaMode })).toBeCloseTo(1, 12);
  }
});
