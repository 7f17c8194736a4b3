import { existsSync } from "node:fs";
import { join } from "node:path";
import { InputError, quoted } from "../../../../base/errors.ts";
import { capture } from "../../../../sites/simulated/capture.ts";
import type { CaptureOptions } from "../../../../sites/simulated/capture-options.ts";
import { drawScene, type SceneOptions } from "../../../../sites/simulated/draw-scene.ts";
import { randomCapture, randomScene } from "../../../../sites/simulated/random-options.ts";
import { sceneKinds } from "../../../../sites/simulated/scene.ts";
import { seasons } from "../../../../sites/simulated/season.ts";
import { writeSimulated, type SimulatedFiles } from "../../../../system/pictures/simulated-files.ts";
import type { Call, ExitCode } from "../../definition.ts";
import { numberOption } from "./numbers.ts";

export async function run({ args: [folder = ""], options, output, signal }: Call): Promise<ExitCode> {
  const kind = word(options, "scene", sceneKinds, "rail-yard");
  const season = options["season"] === undefined ? undefined : word(options, "season", seasons, "summer");
  const seed = numberOption(options, "seed", 0, 4_294_967_295, 1, true);
  const count = numberOption(options, "count", 1, 100_000, 1, true);
  const size = numberOption(options, "size", 16, 2048, 1024, true);
  const gsd =
    options["sampleDistance"] === undefined
      ? undefined
      : numberOption(options, "sampleDistance", 0.1, 10, 0.5, false);
  const cloud = options["cloud"] === undefined ? undefined : numberOption(options, "cloud", 0, 1, 0, false);
  const random = options["random"] === true;
  const written: (SimulatedFiles & { readonly seed: number })[] = [];
  for (let i = 0; i < count; i++) {
    signal.throwIfAborted();
    const own = seed + i;
    const captured: CaptureOptions = {
      widthPixels: size,
      heightPixels: size,
      ...(gsd === undefined ? {} : { gsdMetres: gsd }),
      ...(cloud === undefined ? {} : { cloud }),
      ...(season === undefined ? {} : { season }),
    };
    const taken = random ? randomCapture(own, captured) : captured;
    const side = Math.min(4000, Math.max(60, size * (taken.gsdMetres ?? 0.5)));
    const scene: SceneOptions = { kind, widthMetres: side, heightMetres: side };
    const drawn = drawScene(random ? randomScene(own, scene) : scene, own);
    const name = `simulated-${kind}-${String(own).padStart(5, "0")}`;
    if (existsSync(join(folder, `${name}.tif`)))
      throw InputError.of(
        "simulate",
        "folder",
        `${quoted(folder)}, which holds ${name}.tif`,
        "a folder without it",
      );
    written.push({ ...(await writeSimulated(folder, name, capture(drawn, taken, own))), seed: own });
    output.progress(`simulate: ${i + 1} of ${count}`);
  }
  output.result({ simulated: true, pictures: written }, () => [
    ...written.map(({ picture, truth }) => `${picture}  ${truth}`),
    `${written.length} simulated ${written.length === 1 ? "picture" : "pictures"}, with the truth beside ${written.length === 1 ? "it" : "each"}`,
  ]);
  return 0;
}

function word<T extends string>(options: Call["options"], name: string, words: readonly T[], usual: T): T {
  const text = options[name];
  if (text === undefined) return usual;
  const found = words.find((w) => w === text);
  if (found === undefined)
    throw InputError.of("simulate", `--${name}`, quoted(String(text)), words.join(", "));
  return found;
}
