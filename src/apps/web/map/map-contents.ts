import type { ReceptionCell } from "../../../movements/reception/reception.ts";
import type { ErrorEllipse } from "../../../movements/sightings/sighting.ts";
import type { Polygon, Position } from "../../../sites/counting/site.ts";
import type { PictureFrame } from "../picture/frame.ts";
import type { PictureLayer } from "../picture/layer.ts";
import type { TrackTimes } from "./draw-tracks.ts";
import type { Shape } from "./shape.ts";
import type { Tracks } from "./tracks.ts";
import type { ShownWord } from "./verdict-words.ts";
import type { World } from "./world.ts";

export interface MapSighting {
  readonly id: string;
  readonly position: Position;
  readonly error: ErrorEllipse;
  readonly word: ShownWord;
  /** Of another picture than the one that is looked at: it steps back. */
  readonly aside: boolean;
  readonly label: string;
}

/** Where a rival's reports put it at the time of the picture. */
export interface MapExpected {
  readonly position: Position;
  readonly error: ErrorEllipse;
  readonly label: string;
}

/** A leg of a chain or a voyage between two places. */
export interface MapLeg {
  readonly id: string;
  readonly from: Position;
  readonly to: Position;
  readonly label: string;
  /** Neither is the way that was taken: a sea leg is bent to one side, a rail leg is straight and dotted. */
  readonly mode: "sea" | "rail";
  /** Ends that were seen are joined by a line; what is inferred or claimed is dashed, or its dots are wider apart. */
  readonly dashed: boolean;
  readonly weakest: boolean;
}

export interface MapEvent {
  readonly id: string;
  readonly position: Position;
  readonly label: string;
  readonly isChosen: boolean;
}

/** Pictures that lie on the ground. */
export interface MapPictures {
  /** On the plane of the frame; later ones lie over earlier ones, which they hide. */
  readonly layers: readonly PictureLayer[];
  /** A `mercatorFrame`. */
  readonly frame: PictureFrame;
  /** 0 to 1, of all of them as one. */
  readonly opacity: number;
}

/** Everything that the map may show. What is null or empty is left out. */
export interface MapContents {
  readonly world: World | null;
  /** The same object as long as nothing of it changes. */
  readonly pictures: MapPictures | null;
  readonly cells: readonly ReceptionCell[] | null;
  readonly tracks: Tracks | null;
  readonly times: TrackTimes;
  /** Tracks by number; null: all. */
  readonly only: ReadonlySet<number> | null;
  readonly silences: boolean;
  readonly ships: boolean;
  /** Tracks of the ship that is chosen; empty for none. */
  readonly selectedTracks: readonly number[];
  readonly nameOf: (track: number) => string;
  readonly sites: readonly { readonly name: string; readonly position: Position }[];
  readonly outlines: readonly { readonly shape: Shape; readonly approximate: boolean }[];
  readonly footprints: readonly { readonly polygon: Polygon; readonly isChosen: boolean }[];
  readonly sightings: readonly MapSighting[];
  readonly selectedSighting: string | null;
  readonly expected: readonly MapExpected[];
  readonly legs: readonly MapLeg[];
  readonly events: readonly MapEvent[];
}
