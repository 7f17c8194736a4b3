import type { DrawScreen, OutlineOnScreen } from "../../../../../findings/screens/draw.ts";
import type { LookScreen } from "../../../../../findings/screens/look.ts";
import { draftOf, emptyDrawing, type Draft, type Drawing, type VertexAt } from "../../../drawing/drawing.ts";
import { keepDrawing, keptFrom, keptPlace } from "../../../drawing/kept.ts";
import { pathsOf } from "../../../drawing/of-record.ts";
import { problemsOf } from "../../../drawing/problems.ts";
import type { RecordedPaths } from "../../../drawing/snap-lines.ts";
import { done, goneOn, stepsOf, type Steps } from "../../../drawing/steps.ts";
import { featureOf } from "../../../drawing/to-feature.ts";
import { groundFrame } from "../../../picture/frame.ts";
import { ofSite } from "../../addresses.ts";
import { get } from "../../api.ts";
import { Choice } from "./choice.ts";
import { Crosshair } from "./crosshair.svelte.ts";
import { DrawnPicture } from "./drawn-picture.svelte.ts";
import { Hand } from "./hand.ts";
import { Pointing } from "./pointing.ts";
import { ProposedTracks } from "./proposed-tracks.svelte.ts";
import { Saving } from "./saving.svelte.ts";

/** What the room says of itself: read out, and shown by the save button. */
export interface Said {
  readonly words: string;
  readonly kind: "plain" | "good" | "bad";
}

/** The state of the draw room: the outlines on record, what is being drawn, and what is proposed. */
export class DrawRoom {
  readonly picture = new DrawnPicture(this);
  readonly crosshair = new Crosshair(this);
  readonly hand = new Hand(this);
  readonly choice = new Choice(this);
  readonly pointing = new Pointing(this);
  readonly saving = new Saving(this);
  readonly tracks = new ProposedTracks(this);

  look = $state.raw<LookScreen | null>(null);
  screen = $state.raw<DrawScreen | null>(null);
  failure = $state.raw<unknown>(null);
  steps = $state.raw<Steps>(stepsOf(emptyDrawing));
  /** Outlines of all times, not only of the look's day. */
  allDays = $state(false);
  /** Key of the outline on record that is chosen. */
  chosen = $state<string | null>(null);
  held = $state.raw<VertexAt | null>(null);
  said = $state.raw<Said>({ words: "", kind: "plain" });
  restored = $state("");
  /** What is asked of the chosen outline before it is done. */
  asking = $state<"end" | "withdraw" | null>(null);
  beginningSite = $state(false);

  readonly drawing: Drawing = $derived(this.steps.present);
  readonly draft: Draft | undefined = $derived(draftOf(this.drawing, this.drawing.chosen));
  readonly growing: Draft | undefined = $derived(draftOf(this.drawing, this.drawing.growing));
  readonly outlines: readonly OutlineOnScreen[] = $derived(
    (this.screen?.outlines ?? []).filter((o) => (this.allDays ? true : o.onDay)),
  );
  /** Outlines on record in the plane of the view, worked out once for every move of the pointer. */
  readonly recorded: readonly RecordedPaths[] = $derived(
    this.outlines
      .filter((o) => o.held)
      .map(({ key, area }) => ({ key, area, paths: pathsOf(area.outline, this.picture.frame.toPlane) })),
  );
  readonly chosenOutline: OutlineOnScreen | undefined = $derived(
    this.screen?.outlines.find((o) => o.key === this.chosen),
  );
  readonly problems: ReadonlyMap<string, readonly string[]> = $derived(
    new Map(this.drawing.drafts.map((d) => [d.id, problemsOf(d)])),
  );
  readonly maySave: boolean = $derived(
    this.drawing.drafts.length > 0 &&
      this.drawing.growing === null &&
      [...this.problems.values()].every((p) => p.length === 0),
  );
  #turn = 0;

  close(): void {
    this.#turn++;
    this.picture.close();
  }

  /** Shows a look with the outlines of its day, and brings back what was not saved. */
  async open(id: string): Promise<void> {
    const turn = ++this.#turn;
    try {
      const look = await this.picture.screenOf(id);
      if (turn !== this.#turn) return;
      if (look.site.id !== this.look?.site.id) this.#forget();
      // Before the look is shown: its picture is laid into this frame.
      this.picture.frame = groundFrame(look.site.position);
      this.look = look;
      document.title = `Draw ${look.site.name}, ${look.taken} · Yardwatch`;
      await this.reread();
      if (turn !== this.#turn) return;
      const kept = keptFrom(localStorage.getItem(keptPlace(look.site.id)));
      if (kept !== null) {
        this.steps = stepsOf(kept.drawing);
        this.saving.since = kept.since;
        this.restored = kept.at;
      }
      await this.tracks.read();
    } catch (error) {
      if (turn === this.#turn) this.failure = error;
    }
  }

  /** What is drawn of one site is nothing of another: it is kept in the browser and brought back there. */
  #forget(): void {
    this.screen = null;
    this.steps = stepsOf(emptyDrawing);
    this.chosen = this.held = this.asking = null;
    this.restored = "";
    this.saving.forget();
  }

  /** Reads the outlines again, after a change of the case. */
  async reread(): Promise<void> {
    const { look } = this;
    if (look === null) return;
    this.screen = await get<DrawScreen>(ofSite(look.site.id, `areas?look=${encodeURIComponent(look.id)}`));
    if (this.drawing.drafts.length === 0) this.saving.since = this.screen.version;
    this.picture.redraw();
  }

  /** Does a step of the drawing, keeps it over a crash, and says it. */
  do(next: Drawing, words: string): void {
    if (next === this.steps.present) return;
    this.steps = done(this.steps, next, words);
    this.changed();
    this.say(words);
  }

  goOn(next: Drawing): void {
    this.steps = goneOn(this.steps, next);
    this.changed();
  }

  changed(): void {
    this.saving.refused = null;
    this.keep();
    this.picture.redraw();
  }

  say(words: string, kind: Said["kind"] = "plain"): void {
    this.said = { words, kind };
  }

  /** Keeps the drawing in the browser, so that a crash loses nothing. */
  keep(): void {
    const { look, drawing } = this;
    if (look === null) return;
    try {
      const since = this.saving.since ?? 0;
      keepDrawing(localStorage, look.site.id, {
        drawing,
        since,
        look: look.id,
        at: new Date().toISOString(),
      });
    } catch {
      this.say("the browser keeps nothing now: what is not saved would be lost in a crash", "bad");
    }
  }

  names = (): string[] => [
    ...this.drawing.drafts.map((d) => d.name),
    ...(this.screen?.outlines ?? []).map((o) => o.area.name),
  ];

  /** Opens what must be said before the chosen outline is ended or withdrawn. */
  ask(what: "end" | "withdraw"): void {
    if (this.chosenOutline?.held === true) this.asking = what;
    else this.say("choose an outline on record first: Tab goes to the next one");
  }

  /** Outlines of the drawing as a new site takes them. */
  features = () => this.drawing.drafts.map((d) => featureOf(d, this.picture.frame, null));
  positionHere = () => this.picture.frame.toPosition(this.crosshair.at);
  clear(): void {
    this.steps = stepsOf(emptyDrawing);
    this.restored = "";
    this.saving.since = this.screen?.version ?? null;
    this.changed();
  }
}
