import type { ShownSite } from "../../../../../findings/screens/movements.ts";
import type { Position } from "../../../../../sites/counting/site.ts";
import { around, fitted, fromWorld, type MapCamera } from "../../../map/camera.ts";
import { onScreen } from "../../../map/place-on-screen.ts";

/** Where the map looks. */
export class MapView {
  /** null: nobody has looked anywhere yet. */
  camera = $state.raw<MapCamera | null>(null);
  size = $state.raw({ width: 0, height: 0 });
  readonly #onLook: () => void;

  /** @param onLook told of every move */
  constructor(onLook: () => void) {
    this.#onLook = onLook;
  }

  look(camera: MapCamera): void {
    this.camera = camera;
    this.#onLook();
  }

  /** The map shows these positions, at most so near: pixels to the width of the world. */
  fit(positions: readonly Position[], nearest = Infinity): void {
    if (positions.length === 0 || this.size.width === 0) return;
    const camera = fitted(positions, this.size, 70);
    this.look({ ...camera, worldPixels: Math.min(camera.worldPixels, nearest) });
  }

  /** The map shows so many metres of ground to each side of a position. */
  around(position: Position, metres: number): void {
    if (this.size.width > 0) this.look(around(position, this.size, metres));
  }

  /** Moves the map where it does not show a position. */
  bringIn(position: Position): void {
    const camera = this.camera;
    if (camera === null || this.size.width === 0 || this.shows(position, 60)) return;
    const { x, y } = fitted([position], this.size);
    this.look({ ...camera, x, y });
  }

  /** Whether the map shows a position, so many pixels from its edges or farther. */
  shows(position: Position, margin = 0): boolean {
    const camera = this.camera;
    if (camera === null) return false;
    const [right, down] = onScreen(position, camera, { width: 0, height: 0 });
    return Math.abs(right) < this.size.width / 2 - margin && Math.abs(down) < this.size.height / 2 - margin;
  }

  /** The site that is nearest to the middle of the map. */
  nearest(sites: readonly ShownSite[]): ShownSite | null {
    const camera = this.camera;
    if (camera === null) return null;
    const [longitude, latitude] = fromWorld(camera.x, camera.y);
    const apart = ([lon, lat]: Position): number => {
      const east = Math.abs(lon - longitude);
      return Math.hypot(Math.min(east, 360 - east) * Math.cos((latitude * Math.PI) / 180), lat - latitude);
    };
    return sites.toSorted((a, b) => apart(a.position) - apart(b.position))[0] ?? null;
  }
}
