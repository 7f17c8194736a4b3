import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { DamageError, InputError, messageOf } from "../../base/errors.ts";
import type { ErrorTerms } from "../../sites/tracks/error-terms.ts";
import { answerSizes, carCovers, carKinds, type DecoderSettings } from "../../sites/tracks/reading.ts";
import { placeMetres, stripRows, stripStepMetres } from "../../sites/tracks/strip.ts";
import { sha256 } from "../hash.ts";
import { fieldsOf, type Fields } from "./manifest-fields.ts";

/** What the network is given: the channels of `strip` and how many numbers of `about`. */
const inputChannelNames = ["red", "green", "blue", "valid", "row"] as const;
const aboutNumbers = 7;

const topFields = [
  "name",
  "version",
  "sha256",
  "parameters",
  "input",
  "outputs",
  "transitions",
  "lengthMixture",
  "gap",
  "validFor",
  "kinds",
  "covers",
  "errorModel",
] as const;

/** What is said of a reader of strips beside its network. */
export interface ModelManifest {
  readonly name: string;
  readonly version: string;
  /** Of the network's file. */
  readonly sha256: string;
  readonly input: { readonly metresPerSample: number; readonly rows: number };
  readonly decoder: DecoderSettings;
  /** Sample distances in metres that it was trained for. */
  readonly sampleDistance: readonly [least: number, most: number];
  /** Measured on pictures that it was not trained on; empty: not measured. */
  readonly errorTerms: readonly ErrorTerms[];
}

/** A reader of strips that was held against its manifest. */
export interface Model {
  readonly manifest: ModelManifest;
  /** The network as ONNX, as many bytes as were hashed. */
  readonly network: Uint8Array;
}

/** The folder of the reader that the program ships. */
export const shippedModel = (): string =>
  fileURLToPath(new URL("../../../models/railcars/", import.meta.url));

/**
 * Reads a model: `railcars.json` and `railcars.onnx` in a folder.
 * @throws InputError when the manifest is missing, names unknown fields, lacks some, or is for another input than this program makes;
 * DamageError when the network is missing or is not the one that the manifest was written for
 */
export function readModel(folder: string = shippedModel()): Model {
  const where = join(folder, "railcars.json");
  const manifest = readManifest(where, jsonOf(where));
  const file = join(folder, "railcars.onnx");
  let network: Uint8Array;
  try {
    network = readFileSync(file);
  } catch (cause) {
    throw new DamageError(`${file} cannot be read`, [messageOf(cause)]);
  }
  const found = sha256(network);
  if (found !== manifest.sha256)
    throw new DamageError("the network is not the one that its manifest was written for", [
      `${file}: found SHA-256 ${found}, ${where} says ${manifest.sha256}`,
    ]);
  return { manifest, network };
}

/**
 * Reads the content of a manifest.
 * @throws InputError that names the field, as `readModel` says
 */
export function readManifest(where: string, json: unknown): ModelManifest {
  const top = fieldsOf(where, "", json, topFields, ["measuredInTraining"]);
  const input = top.object("input", ["metresPerSample", "rows", "channels", "about", "metresPerPlace"]);
  input.exactly("channels", inputChannelNames);
  input.number("about", aboutNumbers, aboutNumbers);
  input.number("metresPerPlace", placeMetres, placeMetres);
  const outputs = top.object("outputs", Object.keys(answerSizes));
  for (const [answer, size] of Object.entries(answerSizes)) outputs.number(answer, size, size);
  top.exactly("kinds", carKinds);
  top.exactly("covers", carCovers);
  const transitions = top.object("transitions", ["enter", "leave", "couple", "touch", "hide"]);
  const weight = (name: "enter" | "leave" | "couple" | "touch" | "hide"): number =>
    transitions.number(name, -40, 40);
  return {
    name: top.text("name"),
    version: top.text("version"),
    sha256: top.text("sha256", /^[0-9a-f]{64}$/),
    input: {
      metresPerSample: input.number("metresPerSample", stripStepMetres, stripStepMetres),
      rows: input.number("rows", stripRows, stripRows),
    },
    decoder: {
      transitions: {
        enter: weight("enter"),
        leave: weight("leave"),
        couple: weight("couple"),
        touch: weight("touch"),
        hide: weight("hide"),
      },
      lengthMixture: lengthMixtureOf(where, top.object("lengthMixture", ["parts", "uniform"])),
      longestGap: top.object("gap", ["most"]).number("most", 1, 40),
    },
    sampleDistance: top.object("validFor", ["sampleDistanceMetres"]).range("sampleDistanceMetres"),
    errorTerms: errorTermsOf(top.object("errorModel", [], ["terms"])),
  };
}

function lengthMixtureOf(where: string, mixture: Fields): DecoderSettings["lengthMixture"] {
  const uniform = mixture.object("uniform", ["weight", "low", "high"]);
  const parts = mixture.list("parts", ["mean", "sd", "weight"]).map((part) => ({
    mean: part.number("mean", 1, 100),
    sd: part.number("sd", 0.01, 50),
    weight: part.number("weight", 0, 1),
  }));
  const [low, high] = [uniform.number("low", 1, 100), uniform.number("high", 1, 100)];
  const even = { weight: uniform.number("weight", 0, 1), low, high };
  const sum = parts.reduce((all, { weight }) => all + weight, even.weight);
  if (Math.abs(sum - 1) > 0.01)
    throw InputError.of(where, "lengthMixture", `weights that sum to ${sum}`, "weights that sum to 1");
  if (!(low < high))
    throw InputError.of(where, "lengthMixture.uniform", `${low} to ${high} m`, "the smaller first");
  return { parts, even };
}

function errorTermsOf(model: Fields): readonly ErrorTerms[] {
  if (!model.has("terms")) return [];
  const names = ["upToMetres", "bias", "sharedSd", "falsePerKilometre", "pictures", "cars", "real"];
  return model.list("terms", names).map((terms) => ({
    upToMetres: terms.number("upToMetres", 0, 100),
    bias: terms.number("bias", -1, 10),
    sharedSd: terms.number("sharedSd", 0, 10),
    falsePerKilometre: terms.number("falsePerKilometre", 0, 1000),
    pictures: terms.number("pictures", 0),
    cars: terms.number("cars", 0),
    real: terms.flag("real"),
  }));
}

function jsonOf(where: string): unknown {
  try {
    return JSON.parse(readFileSync(where, "utf8"));
  } catch (cause) {
    throw InputError.of(where, "file", messageOf(cause), "a model's manifest");
  }
}
