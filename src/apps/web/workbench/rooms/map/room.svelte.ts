import { positionsOf } from "../../../../../sites/counting/outline-parts.ts";
import { cameraOf, cameraText, fitted, panned, zoomed, type MapCamera } from "../../../map/camera.ts";
import { shapeOfArea } from "../../../map/shape.ts";
import type { MappedSite } from "../../../map/site-map.ts";
import { loadWorld, type World } from "../../../map/world.ts";
import { get } from "../../api.ts";
import { router } from "../../router.svelte.ts";

/** Pixels to the width of the world at which a site without outlines is shown. */
const nearSite = 2 ** 19;

/** The map of the sites: what it shows, where it looks, and which site is pointed at. */
export class MapRoom {
  sites = $state.raw<readonly MappedSite[] | null>(null);
  world = $state.raw<World | null>(null);
  failure = $state.raw<unknown>(null);
  size = $state.raw({ width: 0, height: 0 });
  /** Id of the site; null for none. */
  pointed = $state<string | null>(null);
  /** null: all sites. */
  #camera = $state.raw<MapCamera | null>(cameraOf(router.query.get("view")));

  readonly areas = $derived(
    (this.sites ?? []).flatMap(({ areas }) =>
      areas.map((area) => ({ approximate: area.approximate, shape: shapeOfArea(area) })),
    ),
  );
  /** Where the map looks; null while it has no size or no sites. */
  readonly camera: MapCamera | null = $derived.by(() => {
    if (this.#camera !== null || this.size.width === 0 || this.sites === null) return this.#camera;
    return fitted(
      this.sites.map((s) => s.position),
      this.size,
    );
  });

  async read(): Promise<void> {
    try {
      const [places, world] = await Promise.all([
        get<{ readonly sites: readonly MappedSite[] }>("/api/places"),
        loadWorld(),
      ]);
      this.sites = places.sites;
      this.world = world;
      this.failure = null;
    } catch (error) {
      this.failure = error;
    }
  }

  #moveTo(camera: MapCamera): void {
    this.#camera = camera;
    router.write({ view: cameraText(camera) });
  }

  pan(right: number, down: number): void {
    if (this.camera !== null) this.#moveTo(panned(this.camera, right, down));
  }

  /** Keeps what lies at a place of the screen, given from its middle, where it is. */
  zoom(factor: number, right = 0, down = 0): void {
    if (this.camera !== null) this.#moveTo(zoomed(this.camera, factor, right, down));
  }

  showAll(): void {
    this.#camera = null;
    router.write({ view: null });
  }

  show(site: MappedSite): void {
    this.pointed = site.id;
    const around = site.areas.flatMap(positionsOf);
    this.#moveTo(
      around.length > 1
        ? fitted(around, this.size)
        : { ...fitted([site.position], this.size), worldPixels: nearSite },
    );
  }
}
