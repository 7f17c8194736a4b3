import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { smallManifest, smallNetwork } from "../../../bench/railcars/small-network.ts";
import { DamageError, InputError } from "../../base/errors.ts";
import { answerSizes } from "../../sites/tracks/reading.ts";
import { readManifest, readModel } from "./manifest.ts";

const network = smallNetwork();
const manifest = smallManifest(network);
const input = manifest["input"] as object;
const terms = {
  upToMetres: 1,
  bias: 0.01,
  sharedSd: 0.02,
  falsePerKilometre: 0.3,
  pictures: 4,
  cars: 90,
  real: true,
};

test("what a manifest says of decoding is read", () => {
  const { decoder, sampleDistance, errorTerms } = readManifest("made", manifest);
  expect(decoder.transitions).toEqual(manifest["transitions"]);
  expect(decoder.lengthMixture).toEqual({
    parts: [{ mean: 13, sd: 1, weight: 0.85 }],
    even: { weight: 0.15, low: 6, high: 30 },
  });
  expect(decoder.longestGap).toBe(6);
  expect(sampleDistance).toEqual([0.1, 4]);
  expect(errorTerms).toEqual([]);
  expect(readManifest("made", { ...manifest, errorModel: { terms: [terms] } }).errorTerms).toEqual([terms]);
});

test("missing and unknown fields are refused by name, all at once", () => {
  const { gap: _, ...rest } = manifest;
  const faulty = { ...rest, gaps: { most: 6 } };
  expect(() => readManifest("made", faulty)).toThrow(InputError);
  expect(() => readManifest("made", faulty)).toThrow(/gap: found nothing[^]*gaps: found an unknown field/);
  const deep = { ...manifest, input: { ...input, tone: 1 } };
  expect(() => readManifest("made", deep)).toThrow(/input\.tone: found an unknown field/);
});

test.each([
  ["input.metresPerSample", { input: { ...input, metresPerSample: 0.35 } }],
  ["transitions.enter", { transitions: { enter: "-3", leave: -3, couple: 0, touch: 0, hide: 0 } }],
  ["transitions.leave", { transitions: { enter: 0, leave: Number.NaN, couple: 0, touch: 0, hide: 0 } }],
  ["kinds", { kinds: ["open", "box"] }],
  ["sha256", { sha256: "0" }],
  ["lengthMixture", { lengthMixture: { parts: [], uniform: { weight: 0.5, low: 6, high: 30 } } }],
  ["validFor.sampleDistanceMetres", { validFor: { sampleDistanceMetres: [4, 0.1] } }],
  ["input.channels", { input: { ...input, channels: ["blue", "green", "red", "valid", "row"] } }],
  ["outputs.state", { outputs: { ...answerSizes, state: 3 } }],
  ["errorModel.terms[0].real", { errorModel: { terms: [{ ...terms, real: 1 }] } }],
])("a wrong %s is refused by name", (field, wrong) => {
  expect(() => readManifest("made", { ...manifest, ...wrong })).toThrow(`made: ${field}: found`);
});

test("a network is held against the hash of its manifest", () => {
  const folder = mkdtempSync(join(tmpdir(), "yardwatch-model-"));
  try {
    expect(() => readModel(folder)).toThrow(InputError);
    writeFileSync(join(folder, "railcars.json"), JSON.stringify(manifest));
    expect(() => readModel(folder)).toThrow(DamageError);
    writeFileSync(join(folder, "railcars.onnx"), network);
    expect(readModel(folder).network.length).toBe(network.length);
    writeFileSync(join(folder, "railcars.onnx"), smallNetwork(2));
    expect(() => readModel(folder)).toThrow(/not the one that its manifest was written for/);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
