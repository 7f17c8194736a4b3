import type { CountersScreen, CountingScreen } from "../../../../../findings/screens/counting.ts";
import type { ShownStrips } from "../../../../../findings/screens/strips.ts";
import { CountingDesk } from "../../../counting/desk.ts";
import type { EditQueue, QueueState } from "../../../counting/edit-queue.ts";
import { readSettled } from "../../../counting/read-settled.ts";
import { CountingSession } from "../../../counting/session.ts";
import { StripPictures } from "../../../counting/strip-pictures.ts";
import { countingTracks } from "../../../counting/tracks.ts";
import type { PictureFrame } from "../../../picture/frame.ts";
import { ofLook } from "../../addresses.ts";
import { analyst } from "../../analyst.svelte.ts";
import { ApiError, get } from "../../api.ts";
import { counterAsked } from "./counter-asked.ts";
import { openEditsToServer } from "./edits-to-server.ts";

export interface OpenCountOptions {
  readonly look: string;
  /** How strips are asked for, so that they look as the picture above does. */
  readonly stripTones: () => Readonly<Record<string, string>>;
  /** Something that is drawn or told has changed. */
  readonly changed: () => void;
  readonly say: (words: string) => void;
  /** The server has taken a go of edits. */
  readonly taken: () => void;
  /** The server has refused one: what stands is what it says. */
  readonly readAgain: () => void;
}

/** The picture that a count is made in. */
export interface CountedIn {
  readonly frame: PictureFrame;
  readonly sampleDistanceMetres: number | null;
}

/** The count that is open: its marks on the desk, the strips of its tracks, and its edits on their way to the server. */
export class OpenCount {
  desk = $state.raw<CountingDesk | null>(null);
  strips = $state.raw<ShownStrips | null>(null);
  queue = $state.raw<QueueState>({ type: "saved" });
  /** What a refused edit was refused for, with the server's own words. */
  refused = $state.raw<{ readonly why: string; readonly lost: number } | null>(null);
  pictures: StripPictures | null = null;
  #edits: EditQueue | null = null;
  #whose = "";
  readonly #options: OpenCountOptions;

  constructor(options: OpenCountOptions) {
    this.#options = options;
  }

  /** Whether the count that the address names is the one that is open. */
  get isAsked(): boolean {
    return this.#whose === whoseAsked();
  }

  /**
   * Reads the count that the address names, or the open one anew: then it goes on where one was, and what is edited meanwhile stays.
   * @param resumes asked when it was read: whether one was somewhere in it
   * @returns false once `isOver`
   */
  async read(
    { frame, sampleDistanceMetres }: CountedIn,
    resumes: () => boolean,
    isOver: () => boolean,
  ): Promise<boolean> {
    const { look, changed, say } = this.#options;
    const { by, pass, isMachine, kind } = counterAsked;
    this.#whose = whoseAsked();
    const strips = await get<ShownStrips>(ofLook(look, "strips"));
    if (isOver()) return false;
    const edits = (this.#edits ??= this.#openEdits({ look, by, pass }));
    edits.pickUp();
    const asked = new URLSearchParams({ by, pass, kind });
    if (isMachine) asked.set("machine", "true");
    const read = (): Promise<CountingScreen> => get(ofLook(look, `marks?${asked.toString()}`));
    const screen = await readSettled(edits, read, isOver);
    if (screen === null) return false;
    const before = this.desk;
    const isNewStrips = this.pictures === null || JSON.stringify(strips) !== JSON.stringify(this.strips);
    this.strips = strips;
    const session = new CountingSession(screen, {
      newKey: () => crypto.randomUUID(),
      now: () => Date.now(),
      send: (go) => edits.add(go),
      changed: () => this.desk?.refresh(),
    });
    if (isNewStrips) this.#openStrips(strips);
    const desk = new CountingDesk({
      session,
      tracks: countingTracks(strips, (p) => frame.toPlane([p[0], p[1]])),
      toPlane: (p) => frame.toPlane([p[0], p[1]]),
      toPosition: (p) => frame.toPosition([p[0], p[1]]),
      inPixels: frame.kind === "pixels",
      sampleDistanceMetres: sampleDistanceMetres ?? 1,
      profileAt: (track, stretch) => this.pictures?.profileAt(track, stretch) ?? null,
      changed,
      told: say,
    });
    if (before !== null && resumes()) desk.resume(before);
    this.desk = desk;
    return true;
  }

  #openEdits(counter: { look: string; by: string; pass: string }): EditQueue {
    const { taken, readAgain } = this.#options;
    return openEditsToServer({
      counter,
      seen: () => this.desk?.session.seen ?? 0,
      taken,
      onAnswer: (go, answer) => this.desk?.session.answered(go, answer),
      onRefused: (_go, failure, dropped) => {
        this.refused = { why: failure.why, lost: 1 + dropped.length };
        readAgain();
      },
      onState: (state) => {
        this.queue = state;
      },
    });
  }

  #openStrips(strips: ShownStrips): void {
    const { look, stripTones } = this.#options;
    this.pictures?.close();
    this.pictures = new StripPictures({
      strips,
      load: async (track, piece, signal) => {
        const asked = new URLSearchParams({ track, piece: String(piece), ...stripTones() });
        const response = await fetch(ofLook(look, `strip?${asked.toString()}`), {
          signal,
          headers: analyst.name === "" ? {} : { "x-yardwatch-by": encodeURIComponent(analyst.name) },
        });
        if (!response.ok) throw new ApiError(response.status, {});
        return response.blob();
      },
      changed: () => this.desk?.reconsider(),
    });
  }

  /** Whether what the server has of this count is what is shown. */
  isAsKnown({ counters }: CountersScreen): boolean {
    const { desk } = this;
    if (desk === null) return false;
    const { by, pass, isMachine } = counterAsked;
    const own = counters.find((c) => c.by === by && c.pass === pass && c.machine === isMachine);
    const shown = desk.session.shown.reduce((sum, m) => sum + (m.state === "rejected" ? 0 : m.number), 0);
    const machine = desk.session.machine?.counter.pass ?? null;
    const newest = counters.findLast((c) => c.machine)?.pass ?? null;
    return (
      (own?.marks ?? 0) === shown &&
      (own?.state ?? "none") === desk.session.state &&
      own?.newest === desk.session.seen &&
      (machine === null || machine === newest)
    );
  }

  /** Resolves when no edit waits any more. */
  async idle(): Promise<void> {
    await this.#edits?.idle();
  }

  /** Sends at once what waits. */
  wake(): void {
    this.#edits?.wake();
  }

  close(): void {
    this.#edits?.close();
    this.#edits = null;
    this.desk = null;
    this.pictures?.close();
    this.pictures = null;
    this.#whose = "";
    this.queue = { type: "saved" };
  }
}

const whoseAsked = (): string => `${counterAsked.by} ${counterAsked.pass} ${counterAsked.isMachine}`;
