import { messageOf } from "../../../../../base/errors.ts";
import type { CountersScreen } from "../../../../../findings/screens/counting.ts";
import type { LookScreen } from "../../../../../findings/screens/look.ts";
import { reviewPass } from "../../../../../sites/counting/marks/counter.ts";
import type { WayPoint } from "../../../../../sites/tracks/strips/track-way.ts";
import type { Stretch } from "../../../counting/car-proposal.ts";
import type { CountingDesk } from "../../../counting/desk.ts";
import { openRangeReader } from "../../../picture/range-reader.ts";
import { ofLook } from "../../addresses.ts";
import { analyst } from "../../analyst.svelte.ts";
import { ApiError, get, post } from "../../api.ts";
import { connection } from "../../changes.svelte.ts";
import { router } from "../../router.svelte.ts";
import { openLooks } from "../look/opened-looks.ts";
import { ChangesTold } from "./changes-told.ts";
import { counterAsked } from "./counter-asked.ts";
import { CountsHeld } from "./counts-held.svelte.ts";
import { OpenCount } from "./open-count.svelte.ts";
import { PictureAbove } from "./picture-above.svelte.ts";
import { StripFocus } from "./strip-focus.svelte.ts";

/** How long what could not be done is told, in milliseconds. */
const toldMs = 6_000;

/**
 * The count room: whose count of which look is open, and what is done about it as a whole. Its parts stand beside it: the count itself, the picture above, where
 * the strips look, all counts held against each other, and what the server tells of changes.
 */
export class CountRoom {
  readonly look: string;
  counters = $state.raw<CountersScreen | null>(null);
  screen = $state.raw<LookScreen | null>(null);
  failure = $state.raw<unknown>(null);
  /** What could not be done and why; empty for nothing. */
  said = $state("");
  /** Marks are hidden while this is held. */
  hidden = $state(false);
  /** A drag draws a car. */
  free = $state(false);
  /** Grows whenever something that is drawn or told has changed. */
  turn = $state(0);
  hover: WayPoint | null = null;
  /** Ends that are being dragged, before they are let go. */
  stretching: { readonly track: number; readonly stretch: Stretch } | null = null;

  readonly count: OpenCount;
  readonly above: PictureAbove;
  readonly focus: StripFocus;
  readonly held: CountsHeld;
  readonly #changes: ChangesTold;
  readonly #reader = openRangeReader();
  readonly #looks = openLooks(this.#reader, () => router.query.get("kind"));
  #closed = false;
  #opening = 0;
  #saying: ReturnType<typeof setTimeout> | null = null;

  constructor(look: string) {
    this.look = look;
    const desk = (): CountingDesk | null => this.desk;
    const say = (words: string): void => this.say(words);
    const redraw = (): void => this.redraw();
    this.#changes = new ChangesTold({
      idle: () => this.count.idle(),
      changed: () => this.#changedElsewhere(),
    });
    this.focus = new StripFocus({ desk, view: () => this.above.view, redraw });
    this.held = new CountsHeld(look, say);
    this.count = new OpenCount({
      look,
      stripTones: () => this.above.stripTones,
      changed: () => {
        this.focus.follow();
        this.redraw();
      },
      say,
      taken: () => this.#changes.taken(),
      readAgain: () => void this.open(),
    });
    this.above = new PictureAbove({
      looks: this.#looks,
      screen: () => this.screen,
      desk,
      marks: {
        hidden: () => this.hidden,
        shownMetres: () => this.focus.shownMetres,
        hovered: () => this.hover,
        hover: (point) => this.hoverAt(point),
        drawsFree: () => this.free && this.isOwn,
        changed: redraw,
      },
      opened: () => this.focus.toCursor(),
      moved: (view) => {
        this.focus.followPicture(view);
        this.turn++;
      },
      toned: () => {
        this.count.pictures?.forget();
        this.redraw();
      },
      // The strips come from the server's own reading: they are there where the picture above is not.
      settled: () => this.count.pictures?.begin(),
      failed: (error) => this.say(messageOf(error)),
    });
  }

  get by(): string {
    return counterAsked.by;
  }
  get pass(): string {
    return counterAsked.pass;
  }
  get isOwn(): boolean {
    return counterAsked.isOwn;
  }
  get desk(): CountingDesk | null {
    return this.count.desk;
  }

  /** Opens what the address names, or reads it anew. */
  async open(): Promise<void> {
    const opening = ++this.#opening;
    const isOver = (): boolean => opening !== this.#opening || this.#closed;
    this.failure = null;
    try {
      const [counters, screen] = await Promise.all([
        get<CountersScreen>(ofLook(this.look, "counters")),
        this.#looks.screen(this.look),
      ]);
      if (isOver()) return;
      this.counters = counters;
      this.screen = screen;
      document.title = `Count ${screen.taken}, ${screen.site.name} · Yardwatch`;
      if (this.by === "" || this.pass === "") return this.#closeCount();
      await this.#openCount(screen, isOver);
    } catch (error) {
      if (opening === this.#opening) this.failure = error;
    }
  }

  async #openCount(screen: LookScreen, isOver: () => boolean): Promise<void> {
    // The same count is read anew: the picture stays, and so does where one was in it.
    if (!this.count.isAsked) this.#closeCount();
    const picture = {
      frame: this.above.frameOf(screen),
      sampleDistanceMetres: screen.picture?.sampleDistanceMetres ?? null,
    };
    if (!(await this.count.read(picture, () => this.above.view !== null, isOver))) return;
    this.#changes.settled();
    this.above.open();
    this.#chooseOnly();
  }

  /** Something of this look was changed from elsewhere: what is shown is read anew where it is no longer so. */
  async #changedElsewhere(): Promise<void> {
    if (this.held.screen !== null) await this.held.read();
    if (!(await this.#isAsKnown())) await this.open();
  }

  /** Whether what the server has of this look is what is shown: others write to the case too. */
  async #isAsKnown(): Promise<boolean> {
    const { desk } = this;
    try {
      const counters = await get<CountersScreen>(ofLook(this.look, "counters"));
      if (desk === null) return JSON.stringify(counters) === JSON.stringify(this.counters);
      this.counters = counters;
      return this.count.isAsKnown(counters);
    } catch {
      return false;
    }
  }

  /** The server tells that something of this look was changed. */
  told(action: string): void {
    this.#changes.told(action);
  }

  /** The connection is back: what waits is sent at once. */
  reconnected(): void {
    if (connection.state === "open") this.count.wake();
  }

  redraw(): void {
    this.above.redraw();
    this.turn++;
  }

  say(words: string): void {
    this.said = words;
    if (this.#saying !== null) clearTimeout(this.#saying);
    if (words !== "") this.#saying = setTimeout(() => (this.said = ""), toldMs);
  }

  hoverAt(point: WayPoint | null): void {
    if (point === null && this.hover === null) return;
    this.hover = point;
    this.redraw();
  }

  /** Begins a pass of one's own and opens it. */
  async begin(pass: string): Promise<void> {
    const name = await analyst.known();
    if (name === null) return;
    try {
      const { kind } = counterAsked;
      if (!pass.startsWith(reviewPass))
        await post(ofLook(this.look, "passes"), { pass, kind, event: "opened" });
      router.write({ by: name, pass }, { replace: false });
    } catch (error) {
      this.failure = error;
    }
  }

  /** Says that the pass is finished, once everything is kept. */
  async finish(): Promise<boolean> {
    const { desk } = this;
    if (desk === null) return false;
    await this.count.idle();
    try {
      await post(ofLook(this.look, "passes"), {
        pass: this.pass,
        kind: desk.session.kind,
        event: "finished",
        expects: desk.session.standing.map((m) => m.id),
      });
      await this.open();
      return true;
    } catch (error) {
      this.say(messageOf(error));
      if (error instanceof ApiError && error.status === 409) void this.open();
      return false;
    }
  }

  /** Has the machine count the look. */
  async askMachine(): Promise<void> {
    if ((await analyst.known()) === null) return;
    try {
      await post(ofLook(this.look, "machine-count"));
    } catch (error) {
      this.say(messageOf(error));
    }
  }

  /** Opens one counter's count at the first of the marks that another one does not have; n and p go among them. */
  showOnly(name: string, other: string, ids: readonly string[]): void {
    if (this.held.showOnly(name, other, ids)) this.#chooseOnly();
  }

  /** Goes to the next or the last mark: of all, or of those that are looked at. */
  step(by: 1 | -1): void {
    this.desk?.step(by, (m) => this.held.shows(m.id));
  }

  #chooseOnly(): void {
    const { only } = this.held;
    const first = only === null ? undefined : this.desk?.ordered.find((p) => only.ids.has(p.mark.id));
    if (first !== undefined) this.desk?.choose(first.mark.id);
  }

  #closeCount(): void {
    this.count.close();
    this.above.closeView();
  }

  close(): void {
    this.#closed = true;
    this.#opening++;
    if (this.#saying !== null) clearTimeout(this.#saying);
    this.#changes.close();
    this.count.close();
    this.above.close();
    this.#looks.close();
    this.#reader.close();
  }
}
