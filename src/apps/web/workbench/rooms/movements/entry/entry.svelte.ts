import { tick } from "svelte";
import { isWithin } from "../../../../../../base/geometry/within.ts";
import type { SightingScreen } from "../../../../../../findings/screens/movements-sighting.ts";
import type { ShownScene } from "../../../../../../findings/screens/movements.ts";
import { meets } from "../../../../time/stretch.ts";
import { analyst } from "../../../analyst.svelte.ts";
import { ApiError, get, post } from "../../../api.ts";
import { knownTimes } from "../first-view.ts";
import type { MovementsRoom } from "../room.svelte.ts";
import { Draft } from "./draft.svelte.ts";
import { SceneEntry } from "./scene-entry.svelte.ts";
import { momentText } from "./texts.ts";

/** What was done last, to be said above the list with what follows from it. */
export interface Done {
  readonly what: "added" | "corrected" | "withdrawn";
  readonly thing: "sighting" | "picture";
  /** Its id. */
  readonly of: string;
  /** Scenes whose sightings are weighed anew: that in which it was, and that in which it is. */
  readonly scenes: readonly string[];
  readonly warnings: readonly string[];
}

interface Saved {
  readonly sighting: string;
  readonly changed: boolean;
  readonly warnings?: readonly string[];
}

/** More scenes than this are not offered. */
const mostScenes = 200;

/** Sightings that are put down, corrected and withdrawn by hand. */
export class Entry {
  /** The form that is open; null for none. */
  draft = $state.raw<Draft | null>(null);
  /** The sighting that is being withdrawn; null for none. */
  withdrawing = $state<string | null>(null);
  busy = $state(false);
  /** Why the last save was refused, to be shown with its fields. */
  refused = $state.raw<ApiError | null>(null);
  done = $state.raw<Done | null>(null);
  /** Whether a drag on the map draws; it moves the map else. */
  draws = $state(true);
  /** What is said of a picture, corrected by hand. */
  readonly ofScene: SceneEntry;
  readonly #room: MovementsRoom;
  /** Forms that were left with something in them, by the sighting. */
  readonly #left = new Map<string, Draft>();

  constructor(room: MovementsRoom) {
    this.#room = room;
    this.ofScene = new SceneEntry(room);
  }

  /** Scenes of the window, those that show the place first, then those nearest to the moment. */
  readonly scenes: readonly { readonly scene: ShownScene; readonly showsPlace: boolean }[] = $derived.by(
    () => {
      const { draft } = this;
      if (draft === null) return [];
      const { window, atMs } = this.#room.clock;
      const { place } = draft;
      const apart = ({ fromMs, toMs }: ShownScene): number => Math.abs((fromMs + toMs) / 2 - atMs);
      return (this.#room.records.screen?.scenes ?? [])
        .filter((s) => s.id === draft.text("scene") || meets(s, window))
        .map((scene) => ({ scene, showsPlace: place !== null && isWithin(place, scene.footprint) }))
        .sort((a, b) => Number(b.showsPlace) - Number(a.showsPlace) || apart(a.scene) - apart(b.scene))
        .slice(0, mostScenes);
    },
  );
  /** The scene that the form names; null for none. */
  readonly scene: ShownScene | null = $derived(this.#sceneOf(this.draft?.text("scene") ?? ""));

  /** Whether a form is open. */
  get isOpen(): boolean {
    return this.draft !== null || this.ofScene.draft !== null;
  }

  #sceneOf(id: string): ShownScene | null {
    return this.#room.records.screen?.scenes.find((s) => s.id === id) ?? null;
  }

  get moment(): string {
    return momentText(this.#room.clock.atMs);
  }

  /** Opens the form for a new sighting, at the moment of the bar and in the picture that is looked at, where there is one. */
  begin(): void {
    const { choice, clock } = this.#room;
    if (choice.panel !== "sightings" || choice.sighting !== null || choice.ship !== null)
      this.#room.show.panel("sightings");
    clock.stop();
    const draft = new Draft(null, { at: this.moment, zone: "Z", by: analyst.name });
    const scene = this.#lookedAt();
    if (scene !== null) draft.chooseScene(scene, this.moment);
    this.#open("", draft);
  }

  /** The scene that was chosen to lie on the map, that lies there by itself, or that was taken at the moment; null where it is none or several. */
  #lookedAt(): ShownScene | null {
    const { choice, clock, pictures, records } = this.#room;
    const scenes = records.screen?.scenes ?? [];
    const laid = new Set(pictures.wanted.map(({ id }) => id));
    const ways = [
      scenes.filter((s) => s.lookId !== null && s.lookId === choice.picture),
      scenes.filter((s) => s.lookId !== null && laid.has(s.lookId)),
      scenes.filter((s) => s.fromMs <= clock.atMs && clock.atMs < s.toMs),
    ];
    return ways.find((found) => found.length === 1)?.[0] ?? null;
  }

  /** Opens the form of the sighting that is chosen. */
  correct({ sighting, version }: SightingScreen): void {
    this.withdrawing = null;
    this.#open(sighting.id, new Draft({ sighting, version }));
  }

  #open(of: string, draft: Draft): void {
    const left = this.#left.get(of);
    this.ofScene.leave();
    this.refused = null;
    this.done = null;
    this.draws = true;
    this.draft = left ?? draft;
    if (left !== undefined) left.isLeft = true;
  }

  /** Lets go of what was typed and begins again. */
  anew(): void {
    const { draft } = this;
    if (draft === null) return;
    this.#left.delete(draft.standing?.sighting.id ?? "");
    this.draft = null;
    const { sighting } = this.#room.records;
    if (draft.standing === null) this.begin();
    else if (sighting.state === "read") this.correct(sighting.value);
  }

  /** Closes what is open. What was typed is kept until it is saved. */
  leave(): void {
    const { draft } = this;
    if (draft?.isTouched === true) this.#left.set(draft.standing?.sighting.id ?? "", draft);
    this.draft = null;
    this.withdrawing = null;
    this.refused = null;
    this.ofScene.leave();
  }

  /** Leaves, and gives the focus back to the button that opened it. */
  async leaveTo(button: string): Promise<void> {
    this.leave();
    await tick();
    document.getElementById(button)?.focus();
  }

  chooseScene(id: string): void {
    this.draft?.chooseScene(this.#sceneOf(id), this.moment);
  }

  async save(): Promise<void> {
    const { draft } = this;
    if (draft === null || this.busy || (await analyst.known()) === null) return;
    if (draft.standing === null) {
      if (draft.text("by") === "") draft.values["by"] = analyst.name;
      const { cells } = draft;
      await this.#send("/api/movements/sighting", { cells }, "added", [draft.text("scene")]);
      return;
    }
    const { sighting, version } = draft.standing;
    const body = { id: sighting.id, cells: draft.cells, reason: draft.reason, since: version };
    const scenes = [sighting.sceneId ?? "", draft.text("scene")];
    await this.#send("/api/movements/sighting/correct", body, "corrected", scenes);
  }

  async withdraw({ sighting, version }: SightingScreen, reason: string): Promise<void> {
    if (this.busy || (await analyst.known()) === null) return;
    const body = { id: sighting.id, reason, since: version };
    await this.#send("/api/movements/sighting/withdraw", body, "withdrawn", [sighting.sceneId ?? ""]);
  }

  /** "saved" is said only after the server's answer, which comes when it is on disk. */
  async #send(path: string, body: object, what: Done["what"], scenes: readonly string[]): Promise<void> {
    this.busy = true;
    this.refused = null;
    try {
      const { sighting, warnings = [] } = await post<Saved>(path, body);
      this.#left.delete(what === "added" ? "" : sighting);
      this.draft = null;
      this.withdrawing = null;
      const its = [...new Set(scenes)].filter((scene) => scene !== "");
      await this.nowOnRecord({ what, thing: "sighting", of: sighting, scenes: its, warnings });
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      this.refused = error;
    } finally {
      this.busy = false;
    }
  }

  /** Brings what was saved before the eye, also where it lies outside of all times that were known, and says it. */
  async nowOnRecord(done: Done): Promise<void> {
    const { records, clock } = this.#room;
    await this.#room.read();
    if (records.screen !== null) clock.whole = knownTimes(records.screen).whole;
    if (done.thing === "sighting") this.#room.show.sighting(done.what === "withdrawn" ? null : done.of);
    this.done = done;
    await tick();
    document.getElementById("sighting-done")?.focus();
  }

  /** After a conflict: goes out from what stands now, with what was typed here. */
  async takeStanding(): Promise<void> {
    const { draft } = this;
    if (draft?.standing == null) return;
    try {
      const id = encodeURIComponent(draft.standing.sighting.id);
      const { sighting, version } = await get<SightingScreen>(`/api/movements/sighting?id=${id}`);
      draft.rebase({ sighting, version });
      this.refused = null;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      this.refused = error;
    }
  }
}
