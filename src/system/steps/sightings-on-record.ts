import type { DatabaseSync } from "node:sqlite";
import { isId } from "../../base/table/column.ts";
import type { Scene, Sighting } from "../../movements/sightings/sighting.ts";
import { recordHash } from "../store/batch.ts";
import { sightings } from "../store/movement-tables.ts";
import {
  readFirstSightings,
  readScenes,
  readSightings,
  trailOfSighting,
} from "../store/reading-sightings.ts";

/** The sightings of a case by the time of an import, to recognise those that it was given by an export of that case. */
export class OnRecord {
  /** As they hold: corrected, and without what was withdrawn. */
  readonly standing: readonly Sighting[];
  readonly #database: DatabaseSync;
  readonly #beforeTrail: number | undefined;
  readonly #byId: ReadonlyMap<string, Sighting>;

  readonly #scenesThen = new Map<string, Scene | undefined>();

  constructor(database: DatabaseSync, beforeTrail?: number) {
    this.#database = database;
    this.#beforeTrail = beforeTrail;
    this.standing = readSightings(database, beforeTrail === undefined ? {} : { beforeTrail });
    this.#byId = new Map(this.standing.map((s) => [s.id, s]));
  }

  /** Whether a sighting is on record as it holds, or once was first taken from a mark, whichever mark that was. */
  holds(sighting: Sighting): boolean {
    const wanted = contentOf(sighting);
    const { id } = sighting;
    return [this.#byId.get(id), isId(id) ? undefined : this.#first(id)].some(
      (held) => held !== undefined && contentOf(held) === wanted,
    );
  }

  /** Whether a name that no typed sighting bears is that of one of this case, withdrawn ones too. */
  isNameOfMark(id: string): boolean {
    return !isId(id) && this.#first(id) !== undefined;
  }

  /** Whether a sighting is what was first put on record under its name. */
  wasFirst(sighting: Sighting): boolean {
    const first = this.#first(sighting.id);
    return first !== undefined && contentOf(first) === contentOf(sighting);
  }

  /** A scene as it stood when a sighting was put on record; undefined where that is not. */
  sceneThen(sighting: string, scene: string): Scene | undefined {
    const trail = trailOfSighting(this.#database, sighting, this.#beforeTrail);
    if (trail === null) return undefined;
    const key = `${scene} ${trail}`;
    // The entry itself may have brought both, as that of marks does.
    if (!this.#scenesThen.has(key))
      this.#scenesThen.set(key, readScenes(this.#database, { id: scene, beforeTrail: trail + 1 })[0]);
    return this.#scenesThen.get(key);
  }

  #first(id: string): Sighting | undefined {
    return readFirstSightings(this.#database, [id], this.#beforeTrail)[0];
  }
}

/** What a table of sightings says of one: not its mark, and no blanks about its words. */
const contentOf = (sighting: Sighting): string =>
  recordHash(
    sightings.values({
      ...sighting,
      markId: null,
      by: sighting.by.trim(),
      source: sighting.source.trim(),
      note: sighting.note.trim(),
    }),
  );
