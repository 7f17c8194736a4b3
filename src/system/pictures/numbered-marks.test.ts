import sharp from "sharp";
import { expect, test } from "vitest";
import type { Point } from "../../sites/counting/marks/outline-plane.ts";
import { placeLabels } from "./numbered-marks-labels.ts";
import { captionHeight, captionSvg } from "./numbered-marks-caption.ts";
import { escaped } from "./numbered-marks-style.ts";
import { numberedMarks } from "./numbered-marks.ts";
import { scaleOf, type DrawnMark } from "./numbered-marks-scale.ts";

const car = (column: number, row: number, changes: Partial<DrawnMark> = {}): DrawnMark => ({
  corners: [
    [column, row],
    [column + 28, row],
    [column + 28, row + 6],
    [column, row + 6],
  ],
  state: "accepted",
  machine: false,
  number: 1,
  ...changes,
});

const caption = {
  lines: ["3 railcars (3 to 4)", "a look"],
  simulated: true,
  states: ["accepted"] as const,
  machine: false,
  hand: true,
};

const grey = (width: number, height: number): Promise<Uint8Array> =>
  sharp({ create: { width, height, channels: 3, background: "#777" } })
    .png()
    .toBuffer();

test("outlines stand where the marks are, in the colour of their state, and the strip below says that it is simulated", async () => {
  const png = await numberedMarks(
    { png: await grey(320, 100), sampleDistanceMetres: 0.5 },
    [car(20, 30), car(60, 30, { state: "rejected" }), car(100, 30)],
    caption,
  );
  const { data, info } = await sharp(png).raw().toBuffer({ resolveWithObject: true });
  // A car of 28 pixels is enlarged to about 56: the picture is twice as wide.
  expect(info.width).toBeGreaterThanOrEqual(630);
  const scale = 56 / Math.hypot(28, 6);
  const left = Math.floor((info.width - Math.round(320 * scale)) / 2);
  const at = (column: number, row: number): readonly (number | undefined)[] => {
    const i = (Math.round(row) * info.width + Math.round(column)) * info.channels;
    return [data[i], data[i + 1], data[i + 2]];
  };
  const blue = at(left + 34 * scale, 30 * scale - 0.5);
  expect((blue[2] ?? 0) - (blue[0] ?? 0)).toBeGreaterThan(60);
  // Beside every mark, the ground is as it was.
  expect(at(left + 200 * scale, 60 * scale)).toEqual([119, 119, 119]);
  expect(info.height).toBe(Math.round(100 * scale) + captionHeight(caption, info.width));
});

test("a small window is enlarged until its cars can be told apart, a huge one stays within its pixels", () => {
  const length = Math.hypot(28, 6);
  expect(scaleOf(320, 100, [car(9, 9)])).toBeCloseTo(56 / length, 9);
  expect(scaleOf(320, 100, [car(9, 9, { number: 100 })])).toBe(8);
  expect(scaleOf(320, 100, [])).toBe(1);
  expect(40_000 * 30_000 * scaleOf(40_000, 30_000, [car(9, 9)]) ** 2).toBeCloseTo(6_000_000, 0);
});

test("numbers stand apart from each other and within the picture", () => {
  const labels = Array.from({ length: 60 }, (_, i) => ({
    corners: car(20 + (i % 10) * 60, 30 + Math.floor(i / 10) * 45).corners.map(([x, y]): Point => [x, y]),
    text: String(i + 1),
  }));
  const placed = placeLabels(labels, { width: 660, height: 320 });
  expect(placed).toHaveLength(60);
  for (const [i, a] of placed.entries()) {
    expect(a.at[0]).toBeGreaterThan(0);
    expect(a.at[1]).toBeGreaterThan(0);
    for (const b of placed.slice(i + 1))
      expect(Math.abs(a.at[0] - b.at[0]) > 16 || Math.abs(a.at[1] - b.at[1]) > 12).toBe(true);
  }
});

test("foreign text cannot become markup, and what XML forbids is replaced", () => {
  expect(escaped("<a href='x'>&\u0000\u202e\ud800")).toBe(
    "&#60;a href=&#39;x&#39;&#62;&#38;\ufffd\ufffd\ufffd",
  );
  const svg = captionSvg({ ...caption, lines: ["<script>alert(1)</script>"] }, 640, null);
  expect(svg).not.toContain("<script");
  expect(svg).toContain("scale not known");
  expect(svg).toContain("SIMULATED");
});
