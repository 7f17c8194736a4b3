import { readFileSync } from "node:fs";
import { join } from "node:path";
import { DamageError, InputError, messageOf } from "../../base/errors.ts";
import type { LonLat } from "../../base/geometry/ring.ts";
import type { Picture } from "../../sites/pictures/picture.ts";
import type { CanaryTrack } from "../../sites/tracks/canary/judge-canary.ts";
import { trackGauges, type TrackGauge } from "../../sites/tracks/track-line.ts";
import { sha256 } from "../hash.ts";
import { memorySource } from "../pictures/memory-source.ts";
import { openPicture } from "../pictures/open-picture.ts";
import { fieldsOf } from "./manifest-fields.ts";
import { shippedModel } from "./manifest.ts";

/** The simulated picture whose cars are known, as any other picture with lines. */
export interface CanaryPicture {
  readonly picture: Picture;
  readonly lines: readonly {
    readonly id: string;
    readonly gauge: TrackGauge | null;
    readonly positions: readonly LonLat[];
  }[];
  readonly expected: readonly CanaryTrack[];
}

/**
 * Opens the picture with a known answer that lies beside a model. The caller closes the picture.
 * @throws InputError when its truth is missing or is not what the program writes; DamageError when the picture is not the one that the truth is of
 */
export async function openCanary(folder: string = shippedModel()): Promise<CanaryPicture> {
  const [where, file] = [join(folder, "canary.json"), join(folder, "canary.tif")];
  let json: unknown;
  let bytes: Uint8Array;
  try {
    json = JSON.parse(readFileSync(where, "utf8"));
    bytes = readFileSync(file);
  } catch (cause) {
    throw new DamageError("the picture with a known answer cannot be read", [messageOf(cause)]);
  }
  const top = fieldsOf(where, "", json, ["simulated", "seed", "sha256", "tracks"]);
  const said = top.text("sha256", /^[0-9a-f]{64}$/);
  const found = sha256(bytes);
  if (found !== said)
    throw new DamageError("the picture with a known answer was altered", [
      `${file}: found SHA-256 ${found}, ${where} says ${said}`,
    ]);
  const tracks = top.list("tracks", ["id", "gauge", "cars", "bodyMetres", "line"]).map((track) => {
    const gauge = track.text("gauge");
    return {
      id: track.text("id"),
      gauge: trackGauges.find((known) => known === gauge) ?? null,
      cars: track.number("cars", 0, 1000),
      bodyMetres: track.numberOrNull("bodyMetres", 1, 100),
      positions: track.pairs("line"),
    };
  });
  if (tracks.length === 0) throw InputError.of(where, "tracks", "none", "at least one");
  return {
    picture: await openPicture(memorySource("canary.tif", bytes)),
    lines: tracks.map(({ id, gauge, positions }) => ({ id, gauge, positions })),
    expected: tracks.map(({ id, cars, bodyMetres }) => ({ trackId: id, cars, bodyMetres })),
  };
}
