import type { StopSignal } from "../../base/abort.ts";
import { DamageError } from "../../base/errors.ts";
import { mappingOf } from "../../sites/pictures/georeference/mapping.ts";
import { judgeCanary } from "../../sites/tracks/canary/judge-canary.ts";
import { decodeStrip } from "../../sites/tracks/decoding/decode-strip.ts";
import type { CanaryResult } from "../../sites/tracks/picture-reading.ts";
import { groundFrame } from "../../sites/tracks/strips/ground-frame.ts";
import { tangentPlane } from "../../sites/tracks/strips/tangent-plane.ts";
import type { GroundFrame } from "../../sites/tracks/track-line.ts";
import { readTracks } from "../tracks/read-tracks.ts";
import { openCanary } from "./canary-picture.ts";
import type { Model } from "./manifest.ts";
import type { ReaderPool } from "./reader-pool.ts";

export interface RunCanaryOptions {
  readonly model: Model;
  readonly pool: ReaderPool;
  /** Where the picture lies; default: beside the shipped model. */
  readonly folder?: string;
  readonly signal?: StopSignal | undefined;
}

/** What the picture with a known answer gave, with the network that it was asked of. */
export interface CanaryRun extends CanaryResult {
  readonly modelSha256: string;
}

/**
 * Sends the picture with a known answer the way that every picture goes: from the bytes of a file through its place on the ground, strips and network to cars.
 * @throws DamageError when the answer is wrong, with what is wrong of it: nothing may be counted then; as `openCanary` and `ReaderPool.read`
 */
export async function runCanary({ model, pool, folder, signal }: RunCanaryOptions): Promise<CanaryRun> {
  const { picture, lines, expected } = await openCanary(folder);
  try {
    const { georeference, width, height } = picture.description;
    if (georeference === null)
      throw new DamageError("the picture with a known answer has no place on the ground", []);
    const mapping = mappingOf(georeference);
    const middle = mapping.toPosition([width / 2, height / 2]);
    const frame: GroundFrame = groundFrame(mapping, middle);
    const plane = tangentPlane(middle);
    const { tracks } = await readTracks({
      picture,
      frame,
      lines: lines.map(({ id, gauge, positions }) => ({
        id,
        areaId: null,
        gauge,
        points: positions.map((position) => plane.toGround(position)),
      })),
      sampleDistanceMetres: frame.sampleDistanceMetres,
      sun: null,
      view: null,
      pool,
      signal,
    });
    const settings = model.manifest.decoder;
    const { result, faults } = judgeCanary(
      expected,
      tracks.map(({ reading }) => ({
        trackId: reading.trackId,
        cars: decodeStrip(reading, { settings, sampleDistanceMetres: frame.sampleDistanceMetres }).cars,
      })),
    );
    if (faults.length > 0)
      throw new DamageError(
        `The picture with a known answer was counted wrongly (${result.found} cars; ${result.expected} stand in it), so nothing is counted.`,
        faults,
      );
    return { ...result, modelSha256: model.manifest.sha256 };
  } finally {
    await picture.close();
  }
}
