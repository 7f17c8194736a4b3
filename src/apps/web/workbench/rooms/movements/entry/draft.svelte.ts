import { positionAt } from "../../../../../../base/geodesy/wgs84.ts";
import type { ShownScene } from "../../../../../../findings/screens/movements.ts";
import { hullOfLine } from "../../../../../../movements/sightings/hull-of-line.ts";
import {
  cellsOf,
  changedCells,
  type SightingCells,
} from "../../../../../../movements/sightings/sighting-cells.ts";
import type { Measured, Sighting } from "../../../../../../movements/sightings/sighting.ts";
import { circleOf, spreadModel } from "../../../../../../movements/sightings/spread.ts";
import type { Position } from "../../../../../../sites/counting/site.ts";
import { cellsOfTexts, numberText, textsOf, timeCell, type Texts } from "./texts.ts";

/** A sighting on record that is corrected. */
export interface Standing {
  readonly sighting: Sighting;
  readonly version: number;
}

/** What was drawn on the map: a line from stern to bow, or a place alone. */
interface Drawn {
  readonly stern: Position | null;
  readonly bow: Position;
  /** Metres of ground to a pixel of the screen. */
  readonly screenMetres: number;
}

/** Intervals and axes, by the value that they go with. */
const partsOf: Readonly<Record<string, readonly string[]>> = {
  error_m: ["error_minor_m", "error_azimuth_deg"],
  length_m: ["length_low_m", "length_high_m"],
  width_m: ["width_low_m", "width_high_m"],
  heading_deg: ["heading_low_deg", "heading_high_deg"],
  containers: ["containers_low", "containers_high"],
};

/** A sighting as it stands in the form: a new one, or a correction of one on record. */
export class Draft {
  /** null for a new one. */
  standing = $state.raw<Standing | null>(null);
  values = $state<Record<string, string>>({});
  reason = $state("");
  /** True where it was left before and taken up again. */
  isLeft = $state(false);
  #first: Texts;
  #drawn: Drawn | null = null;
  /** What was filled in by itself, by column: it may be filled in otherwise while nobody typed over it. */
  #filled = new Map<string, string>();

  constructor(standing: Standing | null, first: Texts = {}) {
    this.standing = standing;
    const texts = { ...textsOf(standing === null ? {} : cellsOf(standing.sighting)), ...first };
    this.values = { ...texts };
    this.#first = texts;
    if (standing === null) for (const [column, text] of Object.entries(first)) this.#filled.set(column, text);
  }

  /** Whether anything was typed or drawn. */
  get isTouched(): boolean {
    return (
      this.reason !== "" || Object.keys(this.values).some((c) => this.text(c) !== (this.#first[c] ?? ""))
    );
  }

  text(column: string): string {
    return this.values[column] ?? "";
  }

  /** The place, as far as it can be read. */
  get place(): Position | null {
    const [longitude, latitude] = [this.#number("longitude"), this.#number("latitude")];
    if (longitude === null || latitude === null) return null;
    return Math.abs(longitude) <= 180 && Math.abs(latitude) <= 85 ? [longitude, latitude] : null;
  }

  /** Stern and bow of the hull as the fields say it; null where one of place, length and heading is not said. */
  get hull(): readonly [stern: Position, bow: Position] | null {
    const [place, length, heading] = [this.place, this.#number("length_m"), this.#number("heading_deg")];
    if (place === null || length === null || heading === null || length <= 0 || length > 500) return null;
    const [stern, bow] = [
      positionAt(place, heading + 180, length / 2),
      positionAt(place, heading, length / 2),
    ];
    return [
      [stern[0], stern[1]],
      [bow[0], bow[1]],
    ];
  }

  /** 1 sigma of the place in metres, as the field says it or as the scene gives it. */
  errorMetres(scene: ShownScene | null): number | null {
    const typed = this.#number("error_m");
    if (typed !== null) return typed;
    return scene?.sampleDistanceMetres == null ? null : circleOf(scene.sampleDistanceMetres).semiMajorMetres;
  }

  /** Somebody types in a field. A value that is typed anew does not keep the interval that goes with the old one. */
  type(column: string, text: string): void {
    this.values[column] = text;
    for (const part of partsOf[column] ?? []) {
      const kept = this.text(part);
      if (kept === this.#filled.get(part) || kept === this.#first[part]) this.values[part] = "";
    }
  }

  #number(column: string): number | null {
    const text = this.text(column).trim();
    const value = Number(text);
    return text === "" || !Number.isFinite(value) ? null : value;
  }

  /** Fills a field in, unless somebody typed something else into it. */
  #suggest(column: string, text: string): void {
    const own = this.text(column);
    if (own !== "" && own !== this.#filled.get(column)) return;
    this.#fill(column, text);
  }

  #fill(column: string, text: string): void {
    this.values[column] = text;
    this.#filled.set(column, text);
  }

  /** Belongs to another scene, or to none: the time and the source are then the scene's, and what was drawn is as coarse as its pixels. */
  chooseScene(scene: ShownScene | null, momentText: string): void {
    this.values["scene"] = scene?.id ?? "";
    this.#fill("at", scene !== null ? "" : this.standing === null ? momentText : (this.#first["at"] ?? ""));
    this.#fill("sensor", "");
    this.#suggest("source", scene?.source ?? "");
    if (this.#drawn !== null)
      this.#measure(this.#drawn, scene, (column, text) => this.#suggest(column, text));
  }

  setTime(text: string): void {
    this.values["at"] = text;
    if (this.text("zone") === "" || this.standing === null) this.values["zone"] = "Z";
  }

  putAt(place: Position, screenMetres: number, scene: ShownScene | null): void {
    this.#draw({ stern: null, bow: place, screenMetres }, scene);
  }

  layAlong(stern: Position, bow: Position, screenMetres: number, scene: ShownScene | null): void {
    this.#draw({ stern, bow, screenMetres }, scene);
  }

  #draw(drawn: Drawn, scene: ShownScene | null): void {
    this.#drawn = drawn;
    this.#measure(drawn, scene, (column, text) => this.#fill(column, text));
  }

  /** What a drawing says of the fields: with the errors of the picture's pixels, or of the screen's where those are coarser. */
  #measure(
    { stern, bow, screenMetres }: Drawn,
    scene: ShownScene | null,
    fill: (column: string, text: string) => void,
  ): void {
    const own = scene?.sampleDistanceMetres ?? null;
    const pixel = Math.max(screenMetres, own ?? spreadModel.untoldSampleDistanceMetres);
    const number = (column: string, value: number | null): void =>
      fill(column, value === null ? "" : numberText(column, value));
    const hull = stern === null ? null : hullOfLine(stern, bow, pixel);
    const [longitude, latitude] = hull?.position ?? bow;
    number("longitude", longitude);
    number("latitude", latitude);
    // Where the picture says how far a place may be off, it is left to it.
    number("error_m", pixel === own ? null : circleOf(pixel).semiMajorMetres);
    number("error_minor_m", null);
    number("error_azimuth_deg", null);
    if (hull === null) return;
    const measured = (name: string, unit: string, { low, best, high }: Measured): void => {
      number(`${name}_${unit}`, best);
      number(`${name}_low_${unit}`, low);
      number(`${name}_high_${unit}`, high);
    };
    measured("length", "m", hull.lengthMetres);
    measured("heading", "deg", hull.headingDegrees);
    if (this.text("heading_is") === "") fill("heading_is", "axis");
  }

  /** What is to be put on record: all that is filled in, or of a correction what differs. */
  get cells(): SightingCells {
    if (this.standing !== null) {
      const before = cellsOf(this.standing.sighting);
      return changedCells(before, cellsOfTexts(this.values, before));
    }
    const cells = cellsOfTexts(this.values);
    return Object.fromEntries(Object.entries(cells).filter(([, cell]) => cell !== ""));
  }

  /** The time as it will be put on record, for the form to say it; empty for the scene's. */
  get time(): string {
    return timeCell(this.text("at"), this.text("zone"));
  }

  /** Goes out from what stands now, and keeps what was typed here. */
  rebase(standing: Standing): void {
    const texts = textsOf(cellsOf(standing.sighting));
    for (const [column, text] of Object.entries(texts))
      if (this.text(column) === (this.#first[column] ?? "")) this.values[column] = text;
    this.#first = texts;
    this.standing = standing;
  }
}
