import type { Scene } from "../../movements/sightings/sighting.ts";
import type { Corrected } from "./corrections.ts";

/** Everything on record of one picture in which vessels were looked for. */
export interface SceneScreen extends Corrected {
  readonly scene: Scene;
  /** How many sightings on record were made in it. */
  readonly sightings: number;
}
