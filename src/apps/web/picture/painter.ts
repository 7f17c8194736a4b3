import { tilePixels } from "../../../sites/pictures/shown-levels.ts";
import type { Camera, ViewSize } from "./camera.ts";
import type { PictureLayer, ShownPicture } from "./layer.ts";
import { openCanvasSurface } from "./surface-canvas.ts";
import { openWebglSurface } from "./surface-webgl.ts";
import type { DrawnLayer, DrawnTile, Surface } from "./surface.ts";
import { rectangleOf, tilesInView, wantedTiles, type WantedTiles } from "./tile-choice.ts";
import { meshOf, type TileMesh } from "./tile-mesh.ts";
import type { TileAddress, TileSamples } from "./tile-source.ts";
import { openTileStore, type WantedTile } from "./tile-store.ts";

/** How much of a layer a drawing had. */
export interface PaintedLayer {
  readonly id: string;
  readonly some: boolean;
  readonly sharp: boolean;
  /** Why some of its tiles could not be had; null where none failed. */
  readonly failure: string | null;
}

/** How much of the layers a drawing had. */
export interface PaintedState {
  /** Tiles of the sharp levels that the view needs, and how many of them were drawn. */
  readonly wanted: number;
  readonly sharp: number;
  /** For each layer, whether anything of it was drawn, and whether all of it sharp. */
  readonly layers: readonly PaintedLayer[];
  /** Why tiles could not be had, each reason once. */
  readonly failures: readonly string[];
}

/** Draws layers on a canvas from tiles that it loads as the camera needs them. */
export interface Painter {
  readonly drawnBy: Surface["drawnBy"];
  readonly setLayers: (layers: readonly PictureLayer[], ahead: readonly PictureLayer[]) => void;
  readonly paint: (camera: Camera, size: ViewSize, scale: number) => PaintedState;
  /** Once everything that the last drawing needed is there or has failed. */
  readonly settled: (signal?: AbortSignal) => Promise<void>;
  readonly retry: () => void;
  readonly close: () => void;
}

export interface PainterOptions {
  readonly plainCanvas: boolean;
  /** Something has come, and a new drawing would show it. */
  readonly changed: () => void;
  readonly lost: () => void;
  /** Most bytes of samples that are kept beside those on the screen. */
  readonly mostBytes?: number;
}

const usualMostBytes = 256 * 1024 * 1024;
/** The browser opens six connections to one server. */
const loadsAtOnce = 6;
/** Left, right, above, below. */
const neighbours = [
  [-1, 0],
  [1, 0],
  [0, -1],
  [0, 1],
] as const;
/** Finer tiles that are left from before and drawn until the sharp ones come. */
const mostFiner = 48;

export function openPainter(canvas: HTMLCanvasElement, options: PainterOptions): Painter {
  const surface = (options.plainCanvas ? null : openWebglSurface(canvas)) ?? openCanvasSurface(canvas);
  canvas.addEventListener("webglcontextlost", (event) => {
    // Without this the browser never gives the device back.
    event.preventDefault();
    options.lost();
  });
  let layers: readonly PictureLayer[] = [];
  let ahead: readonly PictureLayer[] = [];
  let waiting: (() => void)[] = [];
  let lastState: PaintedState = { wanted: 0, sharp: 0, layers: [], failures: [] };
  const meshes = new Map<string, TileMesh | null>();
  const store = openTileStore({
    mostBytes: options.mostBytes ?? usualMostBytes,
    atOnce: loadsAtOnce,
    changed: options.changed,
    forgotten: surface.forget,
  });

  const keyOf = (picture: ShownPicture, bands: readonly number[], tile: TileAddress): string =>
    `${picture.id} ${picture.source.by} ${bands.join(",")} ${tile.level}/${tile.column}/${tile.row}`;

  function meshAt(picture: ShownPicture, tile: TileAddress): TileMesh | null {
    const key = `${picture.id} ${tile.level}/${tile.column}/${tile.row}`;
    const had = meshes.get(key);
    if (had !== undefined) return had;
    const [across, down] = picture.levels[tile.level]?.shrink ?? [1, 1];
    const mesh = meshOf(rectangleOf(picture, tile), picture.toPlane, Math.sqrt(across * down));
    if (meshes.size > 4096) meshes.clear();
    meshes.set(key, mesh);
    return mesh;
  }

  const wantedOf = ({ picture, style }: PictureLayer, tiles: readonly TileAddress[]): WantedTile[] =>
    tiles.map((tile) => ({
      key: keyOf(picture, style.bands, tile),
      source: picture.source,
      load: (signal) => picture.source.load(tile, style.bands, signal),
    }));

  function drawnOf({ picture, style }: PictureLayer, tiles: readonly TileAddress[]): DrawnTile[] {
    return tiles.flatMap((tile): DrawnTile[] => {
      const key = keyOf(picture, style.bands, tile);
      const state = store.stateOf(key);
      if (state?.type !== "there") return [];
      const mesh = meshAt(picture, tile);
      if (mesh === null) return [];
      store.touch(key);
      const beside = neighbours.map(([dx, dy]) => {
        const other = store.stateOf(
          keyOf(picture, style.bands, { ...tile, column: tile.column + dx, row: tile.row + dy }),
        );
        return other?.type === "there" ? other.samples : null;
      });
      return [{ key, samples: state.samples, mesh, span: spanOf(picture, tile, state.samples), beside }];
    });
  }

  function layerNow(layer: PictureLayer, wanted: WantedTiles, camera: Camera, size: ViewSize): DrawnTile[] {
    const sharp = drawnOf(layer, wanted.sharp);
    if (sharp.length === wanted.sharp.length) return sharp;
    const finer =
      wanted.level > 0
        ? drawnOf(layer, tilesInView(layer.picture, wanted.level - 1, camera, size, mostFiner))
        : [];
    const coarser: DrawnTile[] = [];
    for (let level = wanted.level + 1; level < layer.picture.levels.length; level++)
      coarser.push(...drawnOf(layer, tilesInView(layer.picture, level, camera, size)));
    return [...sharp, ...finer, ...coarser];
  }

  function failureOf({ picture, style }: PictureLayer, { sharp }: WantedTiles): string | null {
    for (const tile of sharp) {
      const state = store.stateOf(keyOf(picture, style.bands, tile));
      if (state?.type === "failed") return state.error.message;
    }
    return null;
  }

  function paint(camera: Camera, size: ViewSize, scale: number): PaintedState {
    const needs = layers.map((layer) => ({
      layer,
      wanted: wantedTiles(layer.picture, camera, size, scale),
    }));
    const shown = needs.filter(({ layer }) => layer.opacity > 0);
    const hidden = needs.filter(({ layer }) => layer.opacity <= 0);
    store.want([
      ...shown.flatMap(({ layer, wanted }) => wantedOf(layer, wanted.first)),
      ...shown.flatMap(({ layer, wanted }) => wantedOf(layer, wanted.sharp)),
      // Layers that blink or fade in next are ready when their turn comes.
      ...hidden.flatMap(({ layer, wanted }) => wantedOf(layer, [...wanted.first, ...wanted.sharp])),
      ...ahead.flatMap((layer) => {
        const { first, sharp } = wantedTiles(layer.picture, camera, size, scale);
        return wantedOf(layer, [...first, ...sharp]);
      }),
    ]);
    const drawn = shown.map(({ layer, wanted }): DrawnLayer & { readonly sharpThere: number } => {
      const tiles = layerNow(layer, wanted, camera, size);
      const keys = new Set(wanted.sharp.map((t) => keyOf(layer.picture, layer.style.bands, t)));
      return {
        tiles,
        style: layer.style,
        opacity: layer.opacity,
        across: layer.across,
        sharpThere: tiles.filter((t) => keys.has(t.key)).length,
      };
    });
    surface.draw(drawn, camera, size, scale);
    const failures = new Set<string>();
    let settled = true;
    for (const { layer, wanted } of needs)
      for (const tile of wanted.sharp) {
        const state = store.stateOf(keyOf(layer.picture, layer.style.bands, tile));
        if (state?.type === "failed") failures.add(state.error.message);
        else if (state?.type !== "there") settled = false;
      }
    lastState = {
      wanted: shown.reduce((sum, { wanted }) => sum + wanted.sharp.length, 0),
      sharp: drawn.reduce((sum, d) => sum + d.sharpThere, 0),
      layers: shown.map(({ layer, wanted }, i) => ({
        id: layer.picture.id,
        some: (drawn[i]?.tiles.length ?? 0) > 0,
        sharp: drawn[i]?.sharpThere === wanted.sharp.length,
        failure: failureOf(layer, wanted),
      })),
      failures: [...failures],
    };
    if (settled) {
      for (const resolve of waiting) resolve();
      waiting = [];
    }
    return lastState;
  }

  return {
    drawnBy: surface.drawnBy,
    setLayers: (next, nextAhead) => {
      layers = next;
      ahead = nextAhead;
    },
    paint,
    settled: (signal) =>
      new Promise((resolve, reject) => {
        signal?.addEventListener("abort", () => reject(signal.reason as Error), { once: true });
        waiting.push(resolve);
        options.changed();
      }),
    retry: () => {
      store.retry();
      options.changed();
    },
    close: () => {
      store.forgetAll();
      surface.close();
    },
  };
}

/** The share of a tile's samples that lies inside the picture: averaged levels may reach beyond it by a part of a pixel. */
function spanOf(
  picture: ShownPicture,
  tile: TileAddress,
  { width, height }: TileSamples,
): readonly [number, number] {
  const { left, top, right, bottom } = rectangleOf(picture, tile);
  const [across, down] = picture.levels[tile.level]?.shrink ?? [1, 1];
  return [
    Math.min(1, (right - left) / across / Math.min(tilePixels, width)),
    Math.min(1, (bottom - top) / down / Math.min(tilePixels, height)),
  ];
}
