import { expect, test } from "vitest";
import { tonedPixels } from "../../../sites/pictures/tones.ts";
import { coloursOf } from "./surface-canvas.ts";

test("the canvas tones as small pictures are toned: black to white, gamma, and nothing where no data is", () => {
  const values = Uint8Array.of(0, 255, 64, 7);
  const there = Uint8Array.of(255, 255, 255, 0);
  const tones = { ends: [[0, 255] as const], gamma: 2 };
  const packed = Uint8Array.from([...values].flatMap((v, i) => [v, there[i] ?? 0]));
  const colours = [...coloursOf({ width: 4, height: 1, channels: 2, samples: packed }, tones)];
  const toned = tonedPixels([values], there, tones);
  for (let i = 0; i < values.length; i++) {
    const [grey = 0, opacity = 0] = toned.subarray(2 * i, 2 * i + 2);
    expect(colours.slice(4 * i, 4 * i + 4)).toEqual([grey, grey, grey, opacity]);
  }
});
