import { messageOf } from "../../../../../base/errors.ts";
import type { ShownLook } from "../../../../../findings/screens/movements.ts";
import type { MapPictures } from "../../../map/map-contents.ts";
import { mercatorFrame, middleOf } from "../../../map/mercator-frame.ts";
import type { PictureFrame } from "../../../picture/frame.ts";
import type { PictureLayer } from "../../../picture/layer.ts";
import type { PaintedState } from "../../../picture/painter.ts";
import { openRangeReader, type RangeReader } from "../../../picture/range-reader.ts";
import { meets } from "../../../time/stretch.ts";
import { usualTones } from "../look/address.ts";
import { openLooks, type OpenedLooks } from "../look/opened-looks.ts";
import { styleOf } from "../look/styled.ts";
import {
  isSeen,
  picturesAt,
  picturesInView,
  placedPictures,
  viewOf,
  type PlacedPicture,
} from "./picture-choice.ts";
import type { MovementsRoom } from "./room.svelte.ts";

/** While the moment or the map moves on, pictures that pass by are not opened, in milliseconds. */
const peaceMs = 120;
/** Opened pictures that are kept, so that going back and forth in time opens nothing twice. */
const mostOpened = 10;

interface Opened {
  readonly layer: PictureLayer;
  readonly frame: PictureFrame;
}

/** How a picture that should lie on the map fares. */
export type LaidState = "opening" | "coming" | "sharp" | { readonly failed: string };

/** The pictures that lie on the map at the moment, opened as the look room opens them. */
export class LaidOnMap {
  readonly #room: MovementsRoom;
  #reader: RangeReader | null = null;
  #looks: OpenedLooks | null = null;
  #opened = $state.raw<ReadonlyMap<string, Opened>>(new Map());
  #failures = $state.raw<ReadonlyMap<string, string>>(new Map());
  #painted = $state.raw<PaintedState | null>(null);
  #peace: ReturnType<typeof setTimeout> | undefined;
  #hasEnded = false;

  constructor(room: MovementsRoom) {
    this.#room = room;
  }

  readonly #placed: readonly PlacedPicture[] = $derived.by(() => {
    const { screen } = this.#room.records;
    return screen === null ? [] : placedPictures(screen);
  });
  readonly #middle: number = $derived(middleOf(this.#placed.map(({ box }) => (box.x - 0.5) * 360)));
  readonly #frame: PictureFrame = $derived(mercatorFrame(this.#middle));

  /** The look that the sighting's scene is, where a sighting is chosen. */
  readonly #ofSighting: string | null = $derived.by(() => {
    const { screen } = this.#room.records;
    const scene = screen?.sightings.find((s) => s.id === this.#room.choice.sighting)?.sceneId ?? null;
    return scene === null ? null : (screen?.scenes.find((s) => s.id === scene)?.lookId ?? null);
  });
  readonly #ofTime: readonly PlacedPicture[] = $derived.by(() => {
    const { choice, clock } = this.#room;
    if (choice.hidden.has("pictures")) return [];
    const chosen = [choice.picture, this.#ofSighting].filter((id) => id !== null);
    return picturesAt(this.#placed, { window: clock.window, atMs: clock.atMs, chosen });
  });
  readonly #inView = $derived.by(() => {
    const { camera, size } = this.#room.view;
    if (camera === null || size.width === 0) return { shown: [], leftOut: 0 };
    return picturesInView(this.#ofTime, { camera, size });
  });
  /** As words, so that what is the same again changes nothing. */
  readonly #ids: string = $derived(JSON.stringify(this.#inView.shown.map((p) => p.id)));

  /** What should lie on the map, the newest last and on top. */
  readonly wanted: readonly PlacedPicture[] = $derived.by(() => {
    const ids = JSON.parse(this.#ids) as string[];
    return ids.flatMap((id) => this.#placed.find((p) => p.id === id) ?? []);
  });
  /** How many more the view shows than are laid. */
  readonly leftOut: number = $derived(this.#inView.leftOut);
  readonly onMap: MapPictures | null = $derived.by(() => {
    const layers = this.wanted.flatMap(({ id }) => this.#openedOf(id) ?? []);
    if (layers.length === 0) return null;
    return { layers, frame: this.#frame, opacity: this.#room.choice.opacityPercent / 100 };
  });
  readonly #placeless = $derived.by(() => {
    const { screen } = this.#room.records;
    return (screen?.looks ?? [])
      .filter((l) => l.picture && l.footprint === null)
      .map((look) => ({ look, position: screen?.sites.find((s) => s.id === look.site)?.position ?? null }));
  });
  /** Pictures of the window that have pixels and no place, of sites that the map shows. */
  readonly placeless: readonly string[] = $derived.by(() => {
    const { choice, clock, view } = this.#room;
    if (choice.hidden.has("pictures")) return [];
    return this.#placeless
      .filter(({ look, position }) => position !== null && meets(look, clock.window) && view.shows(position))
      .map(({ look }) => look.id);
  });

  /** Laid on the plane as it is now. */
  #openedOf(id: string): PictureLayer | null {
    const opened = this.#opened.get(id);
    return opened?.frame === this.#frame ? opened.layer : null;
  }

  stateOf(id: string): LaidState {
    const failed = this.#failures.get(id);
    if (failed !== undefined) return { failed };
    if (this.#openedOf(id) === null) return "opening";
    const layer = this.#painted?.layers.find((l) => l.id === id);
    if (layer?.sharp === true) return "sharp";
    return layer === undefined || layer.failure === null ? "coming" : { failed: layer.failure };
  }

  /** The map has drawn what there was. */
  paint(state: PaintedState): void {
    this.#painted = state;
  }

  /** Opens what should lie on the map, when that has come to rest. */
  open(wanted: readonly PlacedPicture[]): void {
    clearTimeout(this.#peace);
    if (wanted.every(({ id }) => this.#openedOf(id) !== null)) return;
    this.#peace = setTimeout(() => {
      this.#failures = new Map();
      for (const { id } of wanted.toReversed()) if (this.#openedOf(id) === null) void this.#openOne(id);
    }, peaceMs);
  }

  /** Moves the map where a look's picture is not to be seen. */
  bringIn(look: ShownLook): void {
    const { view, records } = this.#room;
    const { camera, size } = view;
    const placed = this.#placed.find((p) => p.id === look.id);
    const site = records.screen?.sites.find((s) => s.id === look.site);
    if (placed === undefined) {
      if (site !== undefined) view.bringIn(site.position);
    } else if (camera === null || !isSeen(placed, { camera, size })) view.look(viewOf(placed, size));
  }

  async #openOne(id: string): Promise<void> {
    this.#reader ??= openRangeReader();
    this.#looks ??= openLooks(this.#reader, () => null);
    const [looks, frame] = [this.#looks, this.#frame];
    try {
      const picture = await looks.picture(await looks.screen(id), frame);
      if (picture === null) throw new Error("the case holds no pixels of it");
      const style = await styleOf(picture, usualTones);
      if (this.#hasEnded) return;
      const opened = new Map(this.#opened);
      opened.set(id, { frame, layer: { picture, style, opacity: 1, across: null } });
      for (const old of opened.keys()) {
        if (opened.size <= mostOpened) break;
        if (!this.wanted.some((p) => p.id === old)) opened.delete(old);
      }
      this.#opened = opened;
    } catch (error) {
      if (this.#hasEnded) return;
      this.#failures = new Map(this.#failures).set(id, messageOf(error));
    }
  }

  end(): void {
    this.#hasEnded = true;
    clearTimeout(this.#peace);
    this.#looks?.close();
    this.#reader?.close();
  }
}
