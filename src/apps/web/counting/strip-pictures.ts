import type { ShownStrips } from "../../../findings/screens/strips.ts";
import type { Stretch } from "./car-proposal.ts";
import type { CountingTrack } from "./tracks.ts";
import { profileOf, type Profile } from "./visible-ends.ts";

/** A piece of a strip as the screen has it. */
export interface StripPicture {
  readonly fromMetres: number;
  readonly columns: number;
  readonly bitmap: ImageBitmap;
  readonly profile: Profile | null;
}

export interface StripPicturesOptions {
  readonly strips: ShownStrips;
  /** The bytes of a piece. */
  readonly load: (track: string, piece: number, signal: AbortSignal) => Promise<Blob>;
  /** Called when a piece has come, or cannot be had. */
  readonly changed: () => void;
}

/** Pieces that are kept: some kilometres of track. */
const mostKept = 160;
/** Pieces that are asked for at once. */
const mostAtOnce = 3;

/** The pieces of strips that are looked at, loaded when they are first asked for. */
export class StripPictures {
  readonly #options: StripPicturesOptions;
  readonly #pieces = new Map<string, StripPicture | "asked" | "failed">();
  readonly #waiting: { readonly key: string; readonly track: CountingTrack; readonly piece: number }[] = [];
  readonly #stop = new AbortController();
  #running = 0;
  #isHeld = true;
  /** Why a piece could not be had, the last one. */
  failure: unknown = null;

  constructor(options: StripPicturesOptions) {
    this.#options = options;
  }

  /** Lets pieces be asked for: before, nobody knows with which black and white. */
  begin(): void {
    this.#isHeld = false;
    this.#next();
  }

  get stepMetres(): number {
    return this.#options.strips.stepMetres;
  }
  get rows(): number {
    return this.#options.strips.rows;
  }

  /** Pieces of a track between two places that are there; the others are asked for. */
  between(track: CountingTrack, fromMetres: number, toMetres: number): StripPicture[] {
    return track.pieces.flatMap(({ fromMetres: from, columns }, piece) => {
      const to = from + columns * this.stepMetres;
      if (to <= fromMetres || from >= toMetres) return [];
      const key = `${track.id} ${piece}`;
      const found = this.#pieces.get(key);
      if (found === undefined) this.#ask(key, track, piece);
      if (found === undefined || typeof found === "string") return [];
      // The longest unused is dropped first.
      this.#pieces.delete(key);
      this.#pieces.set(key, found);
      return [found];
    });
  }

  /** Lightness about a stretch, where its piece has come. */
  profileAt(track: CountingTrack, { fromMetres, toMetres }: Stretch): Profile | null {
    const middle = (fromMetres + toMetres) / 2;
    return (
      this.between(track, fromMetres - 3, toMetres + 3).find(
        (p) => p.fromMetres <= middle && middle < p.fromMetres + p.columns * this.stepMetres,
      )?.profile ?? null
    );
  }

  /** After a change of the tones: every piece is asked for anew. */
  forget(): void {
    this.#waiting.length = 0;
    for (const piece of this.#pieces.values()) if (typeof piece !== "string") piece.bitmap.close();
    this.#pieces.clear();
  }

  /** Asks again for what could not be had. */
  retry(): void {
    this.failure = null;
    for (const [key, piece] of this.#pieces) if (piece === "failed") this.#pieces.delete(key);
    this.#options.changed();
  }

  close(): void {
    this.#stop.abort();
    this.forget();
  }

  #ask(key: string, track: CountingTrack, piece: number): void {
    this.#pieces.set(key, "asked");
    // What is looked at now comes first.
    this.#waiting.unshift({ key, track, piece });
    this.#next();
  }

  #next(): void {
    if (this.#isHeld || this.#running >= mostAtOnce || this.#stop.signal.aborted) return;
    const asked = this.#waiting.shift();
    if (asked === undefined) return;
    this.#running++;
    const { key, track, piece } = asked;
    const { load, changed } = this.#options;
    load(track.id, piece, this.#stop.signal)
      .then((blob) => createImageBitmap(blob))
      .then(
        (bitmap) => {
          if (this.#pieces.get(key) !== "asked") return bitmap.close();
          const fromMetres = track.pieces[piece]?.fromMetres ?? 0;
          this.#pieces.set(key, {
            fromMetres,
            columns: bitmap.width,
            bitmap,
            profile: this.#profile(bitmap, fromMetres),
          });
          this.#drop();
        },
        (error: unknown) => {
          if (this.#stop.signal.aborted) return;
          this.failure = error;
          if (this.#pieces.get(key) === "asked") this.#pieces.set(key, "failed");
        },
      )
      .finally(() => {
        this.#running--;
        if (this.#stop.signal.aborted) return;
        changed();
        this.#next();
      });
    this.#next();
  }

  #profile(bitmap: ImageBitmap, fromMetres: number): Profile | null {
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    const context = canvas.getContext("2d", { willReadFrequently: true });
    if (context === null) return null;
    context.drawImage(bitmap, 0, 0);
    return profileOf(context.getImageData(0, 0, bitmap.width, bitmap.height), this.stepMetres, fromMetres);
  }

  #drop(): void {
    for (const [key, piece] of this.#pieces) {
      if (this.#pieces.size <= mostKept) return;
      if (piece === "asked") continue;
      this.#pieces.delete(key);
      if (typeof piece !== "string") piece.bitmap.close();
    }
  }
}
