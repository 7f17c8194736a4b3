import type { CombinedScreen } from "../../../../../findings/screens/combined.ts";
import type { CountersScreen, CountingScreen } from "../../../../../findings/screens/counting.ts";
import type { LookScreen } from "../../../../../findings/screens/look.ts";
import type { ShownStrips } from "../../../../../findings/screens/strips.ts";
import { reviewPass } from "../../../../../sites/counting/marks/counter.ts";
import { onWay, placeOnWay, type WayPoint } from "../../../../../sites/tracks/strips/track-way.ts";
import type { Stretch } from "../../../counting/car-proposal.ts";
import { CountingDesk } from "../../../counting/desk.ts";
import {
  openEditQueue,
  type EditQueue,
  type GoAnswer,
  type GoFailure,
  type QueueState,
} from "../../../counting/edit-queue.ts";
import { openGoStore } from "../../../counting/go-store.ts";
import { marksOverlay } from "../../../counting/marks-overlay.ts";
import { readSettled } from "../../../counting/read-settled.ts";
import { CountingSession } from "../../../counting/session.ts";
import { StripPictures } from "../../../counting/strip-pictures.ts";
import { countingTracks, type CountingTrack } from "../../../counting/tracks.ts";
import { areasOverlay } from "../../../picture/areas-overlay.ts";
import { levelRotation, toScreen } from "../../../picture/camera.ts";
import { groundFrame, pixelFrame, type PictureFrame } from "../../../picture/frame.ts";
import type { PictureStyle } from "../../../picture/layer.ts";
import { openPictureView, type PictureView } from "../../../picture/picture-view.ts";
import { openRangeReader } from "../../../picture/range-reader.ts";
import { scaleOverlay } from "../../../picture/scale-overlay.ts";
import { analyst } from "../../analyst.svelte.ts";
import { ApiError, get, post } from "../../api.ts";
import { connection } from "../../changes.svelte.ts";
import { router } from "../../router.svelte.ts";
import { cameraOfText, tonesOfText, viewText, type Tones } from "../look/address.ts";
import { openLooks } from "../look/opened-looks.ts";
import { styleOf } from "../look/styled.ts";

const api = (look: string, what: string): string => `/api/looks/${encodeURIComponent(look)}/${what}`;

/** The state of the count room: whose count of which look is open, and everything that is shown of it. */
export class CountRoom {
  readonly look: string;
  counters = $state.raw<CountersScreen | null>(null);
  screen = $state.raw<LookScreen | null>(null);
  desk = $state.raw<CountingDesk | null>(null);
  strips = $state.raw<ShownStrips | null>(null);
  combined = $state.raw<CombinedScreen | null>(null);
  combining = $state(false);
  /** Marks that one counter has and another lacks, while they are looked at. */
  only = $state.raw<{
    readonly ids: ReadonlySet<string>;
    readonly of: string;
    readonly lackedBy: string;
  } | null>(null);
  failure = $state.raw<unknown>(null);
  queue = $state.raw<QueueState>({ type: "saved" });
  /** What could not be done and why; empty for nothing. */
  said = $state("");
  /** What a refused edit was refused for, with the server's own words. */
  refused = $state.raw<{ readonly why: string; readonly lost: number } | null>(null);
  /** Marks are hidden while this is held. */
  hidden = $state(false);
  magnified = $state(false);
  free = $state(false);
  /** Pixels of the screen to a metre of a strip. */
  stripScale = $state(7);
  /** Grows whenever something that is drawn or told has changed. */
  turn = $state(0);
  tones = $state.raw<Tones>(tonesOfText(router.query.get("stretch"), router.query.get("bands")));

  view: PictureView | null = null;
  pictures: StripPictures | null = null;
  /** The place in the middle of the strips, in the view's plane. */
  focus: WayPoint = [0, 0];
  hover: WayPoint | null = null;
  /** Ends that are being dragged, before they are let go. */
  stretching: { readonly track: number; readonly stretch: Stretch } | null = null;
  /** Width of the strips on the screen. */
  stripWidth = 800;

  readonly #reader = openRangeReader();
  readonly #looks = openLooks(this.#reader, () => router.query.get("kind"));
  #host: HTMLElement | null = null;
  #frame: PictureFrame | null = null;
  #style: PictureStyle | null = null;
  #edits: EditQueue | null = null;
  #whose = "";
  #closed = false;
  #opening = 0;
  #writing: ReturnType<typeof setTimeout> | null = null;
  #saying: ReturnType<typeof setTimeout> | null = null;
  /** Changes that the server told of this look, less those that this room asked for itself. */
  #unexplained = 0;
  #rereading: ReturnType<typeof setTimeout> | null = null;

  constructor(look: string) {
    this.look = look;
  }

  get by(): string {
    return router.query.get("by") ?? "";
  }
  get pass(): string {
    return router.query.get("pass") ?? "";
  }
  /** Whether it is the machine's count that is open. */
  get isMachine(): boolean {
    return router.query.get("machine") === "1";
  }
  /** Whether it is one's own count that is open: only that can be changed. */
  get isOwn(): boolean {
    return this.by !== "" && this.by === analyst.name && !this.isMachine;
  }

  async open(): Promise<void> {
    const opening = ++this.#opening;
    this.failure = null;
    try {
      const [counters, screen] = await Promise.all([
        get<CountersScreen>(api(this.look, "counters")),
        this.#looks.screen(this.look),
      ]);
      if (opening !== this.#opening || this.#closed) return;
      this.counters = counters;
      this.screen = screen;
      document.title = `Count ${screen.taken}, ${screen.site.name} · Yardwatch`;
      if (this.by === "" || this.pass === "") return this.#closeCount();
      await this.#openCount(opening);
    } catch (error) {
      if (opening === this.#opening) this.failure = error;
    }
  }

  async #openCount(opening: number): Promise<void> {
    const whose = `${this.by} ${this.pass} ${this.isMachine}`;
    // The same count is read anew: the picture stays, and so does where one was in it.
    if (whose !== this.#whose) this.#closeCount();
    this.#whose = whose;
    const frame = this.#frameOf();
    const strips = await get<ShownStrips>(api(this.look, "strips"));
    if (opening !== this.#opening || this.#closed) return;
    const queue = (this.#edits ??= this.#openQueue({ look: this.look, by: this.by, pass: this.pass }));
    queue.pickUp();
    const kind = router.query.get("kind") ?? "railcar";
    const asked = new URLSearchParams({ by: this.by, pass: this.pass, kind });
    if (this.isMachine) asked.set("machine", "true");
    const read = (): Promise<CountingScreen> => get(api(this.look, `marks?${asked.toString()}`));
    const screen = await readSettled(queue, read, () => opening !== this.#opening || this.#closed);
    if (screen === null) return;
    const before = this.desk;
    const isNewStrips = this.pictures === null || JSON.stringify(strips) !== JSON.stringify(this.strips);
    this.strips = strips;
    const tracks = countingTracks(strips, (p) => frame.toPlane([p[0], p[1]]));
    const session = new CountingSession(screen, {
      newKey: () => crypto.randomUUID(),
      now: () => Date.now(),
      send: (go) => queue.add(go),
      changed: () => this.desk?.refresh(),
    });
    if (isNewStrips) this.#openStrips(strips);
    const { picture } = this;
    const desk = new CountingDesk({
      session,
      tracks,
      toPlane: (p) => frame.toPlane([p[0], p[1]]),
      toPosition: (p) => frame.toPosition([p[0], p[1]]),
      inPixels: frame.kind === "pixels",
      sampleDistanceMetres: picture?.sampleDistanceMetres ?? 1,
      profileAt: (track, stretch) => this.pictures?.profileAt(track, stretch) ?? null,
      changed: () => this.#changed(),
      told: (words) => this.say(words),
    });
    if (before !== null && this.view !== null) desk.resume(before);
    this.desk = desk;
    this.#unexplained = 0;
    this.#openView();
    this.#chooseOnly();
  }

  get picture() {
    return this.screen?.picture ?? null;
  }

  #openQueue(counter: { look: string; by: string; pass: string }): EditQueue {
    return openEditQueue({
      store: openGoStore(localStorage, counter),
      send: async (go) => {
        const { look: _look, by: _by, order: _order, ...body } = go;
        const seen = Math.max(go.seen, this.desk?.session.seen ?? 0);
        const answer = await post<GoAnswer>(api(go.look, "edits"), { ...body, seen });
        this.#unexplained--;
        return answer;
      },
      failureOf,
      wait: (milliseconds, signal) =>
        new Promise((resolve) => {
          const timer = setTimeout(resolve, milliseconds);
          signal.addEventListener("abort", () => {
            clearTimeout(timer);
            resolve();
          });
        }),
      onAnswer: (go, answer) => this.desk?.session.answered(go, answer),
      onRefused: (_go, failure, dropped) => {
        this.refused = { why: failure.why, lost: 1 + dropped.length };
        // What stands is what the server says.
        void this.open();
      },
      onState: (state) => {
        this.queue = state;
      },
    });
  }

  #openStrips(strips: ShownStrips): void {
    this.pictures?.close();
    this.pictures = new StripPictures({
      strips,
      load: async (track, piece, signal) => {
        const asked = new URLSearchParams({ track, piece: String(piece), ...this.#endsAsked() });
        const response = await fetch(api(this.look, `strip?${asked.toString()}`), {
          signal,
          headers: analyst.name === "" ? {} : { "x-yardwatch-by": encodeURIComponent(analyst.name) },
        });
        if (!response.ok) throw new ApiError(response.status, {});
        return response.blob();
      },
      changed: () => this.desk?.reconsider(),
    });
  }

  /** Black and white as the picture above is shown with. */
  #endsAsked(): Record<string, string> {
    const style = this.#style;
    if (style === null || (style.ends.length !== 1 && style.ends.length !== 3)) return {};
    return { ends: style.ends.flat().join(","), gamma: String(style.gamma) };
  }

  #frameOf(): PictureFrame {
    this.#frame ??=
      this.screen?.picture?.georeference === null || this.screen === null
        ? pixelFrame()
        : groundFrame(this.screen.site.position);
    return this.#frame;
  }

  /** The element that the picture fills. */
  attach(host: HTMLElement): () => void {
    this.#host = host;
    this.#openView();
    return () => {
      this.#host = null;
      this.#closeView();
    };
  }

  #openView(): void {
    const host = this.#host;
    const { desk, screen } = this;
    if (host === null || desk === null || screen === null || this.view !== null) return;
    const frame = this.#frameOf();
    const view = openPictureView({
      host,
      frame,
      plainCanvas: router.query.get("canvas") === "1",
      label: "picture that is counted in; keys are listed under ?",
    });
    this.view = view;
    view.addOverlay(
      areasOverlay(() => ({ areas: screen.areas, outlines: true, tracks: false, names: false })),
    );
    view.addOverlay(scaleOverlay(frame));
    view.addOverlay(
      marksOverlay({
        desk: () => this.desk,
        hidden: () => this.hidden,
        shownMetres: () => this.shownMetres,
        hovered: () => this.hover,
        hover: (point) => this.hoverAt(point),
        drawsFree: () => this.free && this.isOwn,
        changed: () => this.redraw(),
        toPlaneOf: (position) => frame.toPlane([position[0], position[1]]),
      }),
    );
    const lines = desk.tracks.map((t) => pairsOf(t.way.knots));
    const rotationDegrees = levelRotation(lines);
    const camera = cameraOfText(router.query.get("view"), frame);
    const home = lines.flat().map((p) => frame.toPosition(p));
    const corners: (readonly [number, number])[] =
      screen.picture === null
        ? []
        : [
            [0, 0],
            [screen.picture.width, screen.picture.height],
          ];
    if (home.length > 0) view.fit(home, { rotationDegrees, marginPixels: 24 });
    else if (frame.kind === "pixels") view.fit(corners);
    if (camera !== null) view.setCamera(camera);
    view.onCamera(() => {
      this.#holdFocus();
      this.#writeSoon();
      this.turn++;
    });
    this.toCursor();
    void this.#showPicture(screen, frame, view);
  }

  async #showPicture(screen: LookScreen, frame: PictureFrame, view: PictureView): Promise<void> {
    try {
      const picture = await this.#looks.picture(screen, frame);
      if (picture === null || view !== this.view) return;
      const style = await styleOf(picture, this.tones);
      if (view !== this.view) return;
      this.#style = style;
      view.setLayers([{ picture, style, opacity: 1, across: null }]);
      if (this.desk?.tracks.length === 0 && router.query.get("view") === null) view.fit(picture.corners);
      this.pictures?.forget();
      this.redraw();
    } catch (error) {
      this.say(error instanceof Error ? error.message : String(error));
    } finally {
      // The strips come from the server's own reading: they are there where the picture above is not.
      this.pictures?.begin();
    }
  }

  setTones(tones: Partial<Tones>): void {
    this.tones = { ...this.tones, ...tones };
    const { screen, view } = this;
    if (screen !== null && view !== null) void this.#showPicture(screen, this.#frameOf(), view);
  }

  #changed(): void {
    this.turn++;
    this.#follow();
    this.redraw();
  }

  redraw(): void {
    this.view?.redraw();
    this.turn++;
  }

  say(words: string): void {
    this.said = words;
    if (this.#saying !== null) clearTimeout(this.#saying);
    if (words !== "") this.#saying = setTimeout(() => (this.said = ""), 6_000);
  }

  get scale(): number {
    return this.magnified ? this.stripScale * 2.6 : this.stripScale;
  }

  /** Metres along a track in the middle of its strip: abreast of what is looked at. */
  middleOf(track: CountingTrack): number {
    return onWay(track.way, this.focus)?.metres ?? 0;
  }

  /** What of the active track the strips show. */
  get shownMetres(): readonly [number, number] | null {
    const at = this.desk?.at ?? null;
    if (at === null) return null;
    const middle = this.middleOf(at);
    const half = this.stripWidth / 2 / this.scale;
    return [middle - half, middle + half];
  }

  /** Chooses the mark at a place of a track, in somebody's count that is only looked at. */
  chooseAt(track: number, metres: number): void {
    const found = this.desk?.ordered.find(
      (p) => p.track === track && p.fromMetres <= metres && metres <= p.toMetres,
    );
    this.desk?.choose(found?.mark.id ?? null);
  }

  /** Puts a place of a track in the middle of the strips; the picture follows where it would lose it. */
  lookAt(track: CountingTrack, metres: number): void {
    this.focus = placeOnWay(track.way, Math.min(track.metres, Math.max(0, metres)));
    this.#keepInView(this.focus);
    this.redraw();
  }

  /** Moves along the active track by so many metres. */
  scroll(track: CountingTrack, metres: number): void {
    this.lookAt(track, this.middleOf(track) + metres);
  }

  /** Goes to where the next car is put, or the chosen one stands. */
  toCursor(): void {
    const { desk } = this;
    const at = desk?.at ?? null;
    if (desk === null || at === null) return;
    this.focus = placeOnWay(at.way, this.#wantedMetres(desk));
    this.#follow();
    this.redraw();
  }

  #wantedMetres(desk: CountingDesk): number {
    const { chosen, proposal } = desk;
    if (chosen !== null) return (chosen.fromMetres + chosen.toMetres) / 2;
    return proposal === null ? desk.cursorMetres : (proposal.fromMetres + proposal.toMetres) / 2;
  }

  /** Keeps what keys act on in sight: in the strips, and in the picture. */
  #follow(): void {
    const { desk } = this;
    if (desk === null) return;
    const { chosen, at } = desk;
    if (chosen !== null && chosen.track === -1) return this.#keepInView(chosen.middle);
    if (at === null) return;
    const metres = this.#wantedMetres(desk);
    const shown = this.shownMetres;
    if (shown === null) return;
    const margin = Math.min(30, (shown[1] - shown[0]) * 0.2);
    const middle = this.middleOf(at);
    const off =
      metres < shown[0] + margin
        ? metres - shown[0] - margin
        : metres > shown[1] - margin
          ? metres - shown[1] + margin
          : 0;
    // One jump for many cars, so that the strip stands still while a string is counted.
    const jump = off === 0 ? 0 : off + Math.sign(off) * (shown[1] - shown[0]) * 0.35;
    if (off !== 0 || onWay(at.way, this.focus) === null)
      this.focus = placeOnWay(at.way, Math.min(at.metres, Math.max(0, middle + jump)));
    this.#keepInView(placeOnWay(at.way, metres));
  }

  /** Moves the picture so far that a place is in it. */
  #keepInView(point: WayPoint): void {
    const { view } = this;
    if (view === null) return;
    const { camera, size } = view;
    const [x, y] = toScreen(camera, size, point);
    const margin = { x: size.width * 0.12, y: size.height * 0.12 };
    const dx = x < margin.x ? x - margin.x : x > size.width - margin.x ? x - size.width + margin.x : 0;
    const dy = y < margin.y ? y - margin.y : y > size.height - margin.y ? y - size.height + margin.y : 0;
    if (dx === 0 && dy === 0) return;
    const angle = (camera.rotationDegrees * Math.PI) / 180;
    const [right, up] = [dx * camera.metresPerPixel, -dy * camera.metresPerPixel];
    view.setCamera({
      ...camera,
      centre: [
        camera.centre[0] + right * Math.cos(angle) + up * Math.sin(angle),
        camera.centre[1] - right * Math.sin(angle) + up * Math.cos(angle),
      ],
    });
  }

  /** When the picture is moved away from what the strips show, they follow it. */
  #holdFocus(): void {
    const { view, desk } = this;
    if (view === null || desk === null) return;
    const [x, y] = toScreen(view.camera, view.size, this.focus);
    const isIn = x >= 0 && y >= 0 && x <= view.size.width && y <= view.size.height;
    if (!isIn) this.focus = [view.camera.centre[0], view.camera.centre[1]];
  }

  hoverAt(point: WayPoint | null): void {
    if (point === null && this.hover === null) return;
    this.hover = point;
    this.redraw();
  }

  #writeSoon(): void {
    if (this.#writing !== null) clearTimeout(this.#writing);
    this.#writing = setTimeout(() => {
      if (this.view !== null && this.#frame !== null && this.desk !== null)
        router.write({ view: viewText(this.view.camera, this.#frame) });
    }, 250);
  }

  /** Begins a pass of one's own and opens it. */
  async begin(pass: string): Promise<void> {
    const name = await analyst.known();
    if (name === null) return;
    try {
      if (!pass.startsWith(reviewPass))
        await post(api(this.look, "passes"), {
          pass,
          kind: router.query.get("kind") ?? "railcar",
          event: "opened",
        });
      router.write({ by: name, pass }, { replace: false });
    } catch (error) {
      this.failure = error;
    }
  }

  /** Says that the pass is finished, once everything is kept. */
  async finish(): Promise<boolean> {
    const { desk } = this;
    if (desk === null || this.#edits === null) return false;
    await this.#edits.idle();
    try {
      await post(api(this.look, "passes"), {
        pass: this.pass,
        kind: desk.session.kind,
        event: "finished",
        expects: desk.session.standing.map((m) => m.id),
      });
      await this.open();
      return true;
    } catch (error) {
      this.say(error instanceof Error ? error.message : String(error));
      if (error instanceof ApiError && error.status === 409) void this.open();
      return false;
    }
  }

  /** Holds all counts against each other. */
  async combine(): Promise<void> {
    this.combining = true;
    try {
      const kind = router.query.get("kind") ?? "railcar";
      this.combined = await get<CombinedScreen>(
        api(this.look, `combined?${new URLSearchParams({ kind }).toString()}`),
      );
    } catch (error) {
      this.combining = false;
      this.say(error instanceof Error ? error.message : String(error));
    }
  }

  /** Opens one counter's count at the first of the marks that another one does not have; n and p go among them. */
  showOnly(name: string, other: string, ids: readonly string[]): void {
    const counter = this.combined?.counters.find((c) => c.name === name);
    if (counter === undefined) return;
    this.only = { ids: new Set(ids), of: name, lackedBy: other };
    this.combining = false;
    this.combined = null;
    router.write(
      { by: counter.by, pass: counter.pass, machine: counter.machine ? "1" : null, view: null },
      { replace: false },
    );
    this.#chooseOnly();
  }

  /** Goes to the next or the last mark: of all, or of those that are looked at. */
  step(by: 1 | -1): void {
    const { only } = this;
    this.desk?.step(by, (m) => only === null || only.ids.has(m.id));
  }

  #chooseOnly(): void {
    const first = this.desk?.ordered.find((p) => this.only?.ids.has(p.mark.id));
    if (first !== undefined) this.desk?.choose(first.mark.id);
  }

  /** Puts the one count on record. */
  async keep(): Promise<void> {
    const name = await analyst.known();
    if (name === null) return;
    try {
      await post(api(this.look, "combined"), { kind: this.combined?.kind ?? "railcar" });
      await this.combine();
    } catch (error) {
      this.say(error instanceof Error ? error.message : String(error));
    }
  }

  /** Has the machine count the look. */
  async askMachine(): Promise<void> {
    const name = await analyst.known();
    if (name === null) return;
    try {
      await post(api(this.look, "machine-count"));
    } catch (error) {
      this.say(error instanceof Error ? error.message : String(error));
    }
  }

  /** The server tells that something of this look was changed. Own edits explain themselves. */
  told(action: string): void {
    if (action === "mark edits") this.#unexplained++;
    if (this.#rereading !== null) clearTimeout(this.#rereading);
    this.#rereading = setTimeout(() => void this.#reread(action), 700);
  }

  async #reread(action: string): Promise<void> {
    await this.#edits?.idle();
    if (this.#closed) return;
    const isOwn = action === "mark edits" && this.#unexplained <= 0;
    if (isOwn) {
      this.#unexplained = 0;
      return;
    }
    if (this.combined !== null) await this.combine();
    if (await this.#isAsKnown()) return;
    await this.open();
  }

  /** Whether what the server has of this look is what is shown: others write to the case too. */
  async #isAsKnown(): Promise<boolean> {
    const { desk } = this;
    try {
      const counters = await get<CountersScreen>(api(this.look, "counters"));
      if (desk === null) return JSON.stringify(counters) === JSON.stringify(this.counters);
      this.counters = counters;
      const own = counters.counters.find(
        (c) => c.by === this.by && c.pass === this.pass && c.machine === this.isMachine,
      );
      const shown = desk.session.shown.reduce((sum, m) => sum + (m.state === "rejected" ? 0 : m.number), 0);
      const machine = desk.session.machine?.counter.pass ?? null;
      const newest = counters.counters.findLast((c) => c.machine)?.pass ?? null;
      return (
        (own?.marks ?? 0) === shown &&
        (own?.state ?? "none") === desk.session.state &&
        own?.newest === desk.session.seen &&
        (machine === null || machine === newest)
      );
    } catch {
      return false;
    }
  }

  /** The connection is back: what waits is sent at once. */
  reconnected(): void {
    if (connection.state === "open") this.#edits?.wake();
  }

  #closeView(): void {
    this.view?.close();
    this.view = null;
  }

  #closeCount(): void {
    this.#edits?.close();
    this.#edits = null;
    this.desk = null;
    this.pictures?.close();
    this.pictures = null;
    this.#closeView();
    this.#whose = "";
    this.queue = { type: "saved" };
  }

  close(): void {
    this.#closed = true;
    this.#opening++;
    if (this.#writing !== null) clearTimeout(this.#writing);
    if (this.#saying !== null) clearTimeout(this.#saying);
    if (this.#rereading !== null) clearTimeout(this.#rereading);
    this.#closeCount();
    this.#looks.close();
    this.#reader.close();
  }
}

/** What the server cannot take it will not take later either; what did not reach it is sent again. */
function failureOf(error: unknown): GoFailure {
  const isFinal = error instanceof ApiError && [400, 409, 413, 422].includes(error.status);
  const fault = error instanceof ApiError ? error.faults[0] : undefined;
  const why =
    fault === undefined
      ? error instanceof Error
        ? error.message
        : String(error)
      : `${fault.field}: ${fault.found}; allowed: ${fault.allowed}`;
  return { isFinal, why, error };
}

const pairsOf = (knots: Float64Array): (readonly [number, number])[] =>
  Array.from({ length: knots.length / 2 }, (_, i) => [knots[2 * i] ?? 0, knots[2 * i + 1] ?? 0]);
