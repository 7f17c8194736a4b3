import { describe, expect, it } from "vitest";
import { altered } from "../../../../bench/altered.ts";
import { madeScene } from "../../../../bench/made-scene.ts";
import { haveNaip, naipChip, naipPlaces } from "../../../../bench/naip-chips.ts";
import { simulatedLook } from "../../../../bench/simulated-look.ts";
import { uniform } from "../../../base/random.ts";
import type { ShiftPicture } from "../shift/shift-picture.ts";
import { candidatePairs, candidates, fingerprintIndex } from "./candidates.ts";
import { fingerprintOf, fingerprintText, parseFingerprint } from "./fingerprint.ts";
import { isRepeat } from "./is-repeat.ts";

const look = { seed: 1, sunAzimuth: 0.7, shadowLength: 0.8, season: 0, cloud: 0, columns: 0, rows: 0 };
const noise = (seed: number): ShiftPicture => {
  const random = uniform(seed);
  return {
    width: 160,
    height: 160,
    values: Float32Array.from({ length: 160 * 160 }, () => 200 + 4 * (random() + random() + random())),
    valid: null,
  };
};

describe("fingerprint", () => {
  const fingerprint = fingerprintOf(madeScene(1, 160, look));

  it("is plain data under 2 KB and comes back from its text", () => {
    expect(JSON.stringify(fingerprint).length).toBeLessThan(2048);
    expect(parseFingerprint(fingerprintText(fingerprint))).toEqual(fingerprint);
    expect(fingerprint.points.length).toBeGreaterThan(16 * 12);
  });

  it("refuses other text", () => {
    expect(() => parseFingerprint("fingerprint/2 1x1 ")).toThrow("fingerprint");
    expect(() => parseFingerprint("fingerprint/1 10x10 abc")).toThrow("16 characters");
  });

  it("finds its own among others", () => {
    const others = [2, 1, 3].map((place) => fingerprintOf(madeScene(place, 160, look)));
    const found = candidates(fingerprint, fingerprintIndex(others));
    expect(found.map((c) => c.index)).toEqual([1]);
    expect(found[0]?.placement.columnScale).toBeCloseTo(1, 2);
    expect(candidatePairs(fingerprintIndex([fingerprint, ...others])).map(([a, b]) => [a, b])).toContainEqual(
      [0, 2],
    );
  });
});

describe("repeats", () => {
  it("are found re-encoded, resized, cropped and with another tone", async () => {
    const random = uniform(5);
    const picture = simulatedLook(2, 256, 1, {}).picture;
    for (let i = 0; i < 2; i++)
      expect(isRepeat(picture, await altered(picture, random))).toMatchObject({ outcome: "repeat" });
  });

  it("say where the first lies in the second", () => {
    const whole = madeScene(3, 208, look);
    const values = new Float32Array(160 * 160);
    for (let i = 0; i < values.length; i++)
      values[i] = whole.values[(Math.floor(i / 160) + 20) * 208 + (i % 160) + 41] ?? 0;
    const cut = { width: 160, height: 160, values, valid: null };
    const { outcome, placement } = isRepeat(whole, cut);
    expect(outcome).toBe("repeat");
    expect(placement?.columnOrigin).toBeCloseTo(-41, 1);
    expect(placement?.rowOrigin).toBeCloseTo(-20, 1);
    expect(isRepeat(cut, whole).placement?.columnOrigin).toBeCloseTo(41, 1);
  });

  it("are not two looks at one place, with other cars or in other light", () => {
    const first = simulatedLook(4, 176, 1, {}).picture;
    expect(isRepeat(first, simulatedLook(4, 176, 2, {}).picture).outcome).not.toBe("repeat");
    expect(isRepeat(first, simulatedLook(4, 176, 1, { sunAzimuth: 215 }).picture).outcome).not.toBe("repeat");
  });

  it("cannot be told of pictures without features", () => {
    const black = { width: 160, height: 160, values: new Float32Array(160 * 160), valid: null };
    const hidden = { ...noise(1), valid: new Uint8Array(160 * 160) };
    const scene = madeScene(6, 160, look);
    for (const [a, b] of [
      [black, black],
      [noise(1), noise(2)],
      [hidden, hidden],
      [scene, black],
    ] as const)
      expect(isRepeat(a, b)).toMatchObject({ outcome: "cannot-tell", score: null });
  });

  it.skipIf(!haveNaip)("are not other years of one place", async () => {
    for (const place of [naipPlaces[6]])
      expect(isRepeat(await naipChip(place, 2018), await naipChip(place, 2020)).outcome).toBe("different");
  });
  if (!haveNaip) console.log("skipped: ../shared/data/optical/naip is absent");
});
