import type { SceneScreen } from "../../../../../../findings/screens/movements-scene.ts";
import {
  cellsOfScene,
  changedSceneCells,
  type SceneCells,
} from "../../../../../../movements/sightings/scene-cells.ts";
import { cellsOfTexts, sceneFields, textsOf, type Texts } from "./texts.ts";

/** What only a radar's picture has. */
const radarColumns = ["look_azimuth_deg", "incidence_deg", "range_over_velocity_s"] as const;

/** What is said of a picture, as it stands in the form. */
export class SceneDraft {
  standing: SceneScreen;
  values = $state<Record<string, string>>({});
  reason = $state("");
  /** True where it was left before and taken up again. */
  isLeft = $state(false);
  #first: Texts;

  constructor(standing: SceneScreen) {
    this.standing = $state.raw(standing);
    this.#first = textsOf(cellsOfScene(standing.scene), sceneFields);
    this.values = { ...this.#first };
  }

  /** Whether anything was typed. */
  get isTouched(): boolean {
    return this.reason !== "" || sceneFields.columns.some((c) => this.text(c) !== this.#first[c]);
  }

  text(column: string): string {
    return this.values[column] ?? "";
  }

  /** Somebody types in a field. Another sensor than a radar has no geometry of a radar. */
  type(column: string, text: string): void {
    this.values[column] = text;
    if (column !== "sensor") return;
    for (const part of radarColumns)
      this.values[part] = text === this.#first["sensor"] ? (this.#first[part] ?? "") : "";
  }

  /** What differs from what is on record. */
  get cells(): SceneCells {
    const before = cellsOfScene(this.standing.scene);
    return changedSceneCells(before, cellsOfTexts(this.values, before, sceneFields));
  }

  /** Goes out from what stands now, and keeps what was typed here. */
  rebase(standing: SceneScreen): void {
    const texts = textsOf(cellsOfScene(standing.scene), sceneFields);
    for (const [column, text] of Object.entries(texts))
      if (this.text(column) === (this.#first[column] ?? "")) this.values[column] = text;
    this.#first = texts;
    this.standing = standing;
  }
}
