import { tick } from "svelte";
import type { SceneScreen } from "../../../../../../findings/screens/movements-scene.ts";
import { analyst } from "../../../analyst.svelte.ts";
import { ApiError, get, post } from "../../../api.ts";
import type { MovementsRoom } from "../room.svelte.ts";
import { SceneDraft } from "./scene-draft.svelte.ts";

/** What is said of a picture, corrected by hand: its time, its sensor, its pixels, what can be found in it, what it covers. */
export class SceneEntry {
  /** The form that is open; null for none. */
  draft = $state.raw<SceneDraft | null>(null);
  busy = $state(false);
  /** Whether the list of pictures, from which a form is opened, is unfolded. */
  listOpen = $state(false);
  /** Why it was not opened, or the last save was refused. */
  refused = $state.raw<ApiError | null>(null);
  readonly #room: MovementsRoom;
  /** Forms that were left with something in them, by the scene. */
  readonly #left = new Map<string, SceneDraft>();
  /** The button that opened the form: the focus goes back there. */
  #from = "";

  constructor(room: MovementsRoom) {
    this.#room = room;
  }

  /** Opens the form of a scene. @param from id of the button that it is opened by */
  async correct(id: string, from: string): Promise<void> {
    this.#from = from;
    this.refused = null;
    this.#room.entry.done = null;
    const left = this.#left.get(id);
    if (left !== undefined) {
      left.isLeft = true;
      this.draft = left;
      return;
    }
    await this.#reading(id, (screen) => {
      this.draft = new SceneDraft(screen);
    });
  }

  async #reading(id: string, use: (screen: SceneScreen) => void): Promise<void> {
    try {
      use(await get<SceneScreen>(`/api/movements/scene?id=${encodeURIComponent(id)}`));
      this.refused = null;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      this.refused = error;
    }
  }

  /** Lets go of what was typed and begins again. */
  async anew(): Promise<void> {
    const id = this.draft?.standing.scene.id;
    if (id === undefined) return;
    this.#left.delete(id);
    await this.correct(id, this.#from);
  }

  /** Closes the form. What was typed is kept until it is saved. */
  leave(): void {
    const { draft } = this;
    if (draft?.isTouched === true) this.#left.set(draft.standing.scene.id, draft);
    this.draft = null;
    this.refused = null;
  }

  /** Leaves, and gives the focus back to the button that opened it. */
  async leaveBack(): Promise<void> {
    this.leave();
    await tick();
    document.getElementById(this.#from)?.focus();
  }

  /** "saved" is said only after the server's answer, which comes when it is on disk. */
  async save(): Promise<void> {
    const { draft } = this;
    if (draft === null || this.busy || (await analyst.known()) === null) return;
    const { scene, version } = draft.standing;
    this.busy = true;
    this.refused = null;
    try {
      const { warnings } = await post<{ readonly warnings: readonly string[] }>(
        "/api/movements/scene/correct",
        {
          id: scene.id,
          cells: draft.cells,
          reason: draft.reason,
          since: version,
        },
      );
      this.#left.delete(scene.id);
      this.draft = null;
      await this.#room.entry.nowOnRecord({
        what: "corrected",
        thing: "picture",
        of: scene.id,
        scenes: [scene.id],
        warnings,
      });
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      this.refused = error;
    } finally {
      this.busy = false;
    }
  }

  /** After a conflict: goes out from what stands now, with what was typed here. */
  async takeStanding(): Promise<void> {
    const { draft } = this;
    if (draft !== null) await this.#reading(draft.standing.scene.id, (screen) => draft.rebase(screen));
  }
}
