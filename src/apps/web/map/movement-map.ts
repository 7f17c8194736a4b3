import type { PaintedState } from "../picture/painter.ts";
import type { MapCamera } from "./camera.ts";
import { drawChosenTracks, drawEvents } from "./draw-chosen-ship.ts";
import { drawLabels, type Label } from "./draw-labels.ts";
import { drawLegs } from "./draw-legs.ts";
import { drawFootprints, drawSites } from "./draw-places.ts";
import { drawReception } from "./draw-reception.ts";
import { drawScale } from "./draw-scale.ts";
import { drawSightings } from "./draw-sightings.ts";
import { drawTracks, type Drawn } from "./draw-tracks.ts";
import { drawWorld } from "./draw-world.ts";
import { findReport, type FoundReport } from "./find-track.ts";
import { GroundLayer } from "./ground-layer.ts";
import { LaidPictures } from "./laid-pictures.ts";
import { inkOf, LineRaster } from "./line-raster.ts";
import { coloursOfMap, type MapColours } from "./map-colours.ts";
import type { MapContents } from "./map-contents.ts";
import { onScreen } from "./place-on-screen.ts";
import { tracePath } from "./shape.ts";
import { shipNames } from "./ship-names.ts";

export type MapHit =
  | { readonly kind: "sighting"; readonly id: string }
  | { readonly kind: "report"; readonly found: FoundReport };

interface Hooks {
  /** Told after each frame: milliseconds that it took, and what was drawn. */
  readonly onFrame?: (milliseconds: number, drawn: Drawn) => void;
  /** Told how much of the pictures is there, whenever they were drawn. */
  readonly onPictures?: (state: PaintedState) => void;
}

const nothing: Drawn = { tracks: 0, ships: 0 };
/** More ships than this are dots: arrows would cover each other. */
const mostArrows = 1_200;
/** From so many reports on, frames that follow each other within so many milliseconds are drawn coarser. */
const manyReports = 60_000;
const movingMs = 100;

/** The map of the movements: one canvas, drawn anew whenever something of it changes, at most once a frame. */
export class MovementMap {
  readonly #canvas: HTMLCanvasElement;
  readonly #hooks: Hooks;
  readonly #ground: GroundLayer;
  readonly #pictures: LaidPictures;
  readonly #layer = document.createElement("canvas");
  #raster = new LineRaster(1, 1);
  #image: ImageData | null = null;
  #contents: MapContents | null = null;
  #camera: MapCamera | null = null;
  #colours: MapColours | null = null;
  #size = { width: 0, height: 0 };
  #frame = 0;
  #drawn = nothing;
  #lastDrawn = 0;
  #resting: ReturnType<typeof setTimeout> | undefined;

  constructor(canvas: HTMLCanvasElement, hooks: Hooks = {}) {
    this.#canvas = canvas;
    this.#hooks = hooks;
    this.#ground = new GroundLayer(
      (context, camera, size) => this.#drawGround(context, camera, size),
      () => this.#wish(),
    );
    this.#pictures = new LaidPictures({
      changed: () => {
        this.#ground.forget();
        this.#wish();
      },
      painted: (state) => this.#hooks.onPictures?.(state),
    });
  }

  show(contents: MapContents, camera: MapCamera): void {
    const old = this.#contents;
    if (old?.world !== contents.world || old.cells !== contents.cells || old.outlines !== contents.outlines)
      this.#ground.forget();
    if (this.#pictures.show(contents.pictures)) this.#ground.forget();
    this.#contents = contents;
    this.#camera = camera;
    this.#wish();
  }

  /** The theme changed: colours are read anew. */
  recolour(): void {
    this.#colours = null;
    this.#ground.forget();
    this.#wish();
  }

  resize(width: number, height: number): void {
    this.#size = { width, height };
    this.#wish();
  }

  end(): void {
    cancelAnimationFrame(this.#frame);
    clearTimeout(this.#resting);
    this.#ground.end();
    this.#pictures.end();
  }

  /** What lies at a place of the canvas, in pixels of the page. */
  hit(x: number, y: number): MapHit | null {
    const [contents, camera] = [this.#contents, this.#camera];
    if (contents === null || camera === null) return null;
    let near: { readonly id: string; readonly apart: number } | null = null;
    for (const { id, position } of contents.sightings) {
      const [sx, sy] = onScreen(position, camera, this.#size);
      const apart = Math.hypot(sx - x, sy - y);
      if (apart < (near?.apart ?? 11)) near = { id, apart };
    }
    if (near !== null) return { kind: "sighting", id: near.id };
    if (contents.tracks === null) return null;
    const found = findReport(contents.tracks, camera, contents.times, [
      x - this.#size.width / 2,
      y - this.#size.height / 2,
    ]);
    return found === null ? null : { kind: "report", found };
  }

  #wish(): void {
    if (this.#frame !== 0) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      const began = performance.now();
      if (this.#draw()) this.#hooks.onFrame?.(performance.now() - began, this.#drawn);
    });
  }

  #draw(): boolean {
    const [contents, camera, size] = [this.#contents, this.#camera, this.#size];
    const context = this.#canvas.getContext("2d", { alpha: false });
    if (contents === null || camera === null || context === null || size.width === 0) return false;
    const ratio = devicePixelRatio;
    const [width, height] = [Math.round(size.width * ratio), Math.round(size.height * ratio)];
    if (this.#canvas.width !== width || this.#canvas.height !== height) {
      this.#canvas.width = width;
      this.#canvas.height = height;
    }
    const colours = (this.#colours ??= coloursOfMap());
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    this.#ground.lay(context, camera, size, ratio);
    this.#drawn = this.#drawTracks(context, contents, camera, colours, ratio);
    const labels: Label[] = [];
    drawFootprints(context, contents, camera, size, colours);
    drawSites(context, contents, camera, size, colours, labels);
    const marks = drawLegs(context, contents, camera, size, colours, labels);
    drawChosenTracks(context, contents, camera, size, colours);
    drawEvents(context, contents, camera, size, colours, labels);
    drawSightings(context, contents, camera, size, colours, labels);
    labels.push(...shipNames(contents, camera, size, this.#drawn.ships));
    drawLabels(context, labels, size, colours, marks);
    drawScale(context, camera, size, colours);
    return true;
  }

  #drawGround(
    context: CanvasRenderingContext2D,
    camera: MapCamera,
    size: { readonly width: number; readonly height: number },
  ): void {
    const contents = this.#contents;
    const colours = (this.#colours ??= coloursOfMap());
    const ink = colours.map;
    context.fillStyle = ink.sea;
    context.fillRect(0, 0, size.width, size.height);
    if (contents?.world === null || contents === null) return;
    const cells = contents.cells;
    drawWorld(context, contents.world, camera, size, ink, () => {
      if (cells !== null) drawReception(context, cells, camera, size, colours, "sea");
    });
    if (cells !== null) drawReception(context, cells, camera, size, colours, "land");
    this.#pictures.draw(context, camera, size, devicePixelRatio);
    for (const { shape, approximate } of contents.outlines) {
      tracePath(context, [shape], camera, size);
      context.setLineDash(approximate ? [5, 4] : []);
      context.lineWidth = 1.5;
      context.strokeStyle = colours.accent;
      context.stroke();
    }
    context.setLineDash([]);
  }

  #drawTracks(
    context: CanvasRenderingContext2D,
    { tracks, times, only, silences, ships, selectedTracks }: MapContents,
    camera: MapCamera,
    colours: MapColours,
    ratio: number,
  ): Drawn {
    if (tracks === null) return nothing;
    const [width, height] = [this.#canvas.width, this.#canvas.height];
    if (this.#image === null || this.#raster.width !== width || this.#raster.height !== height) {
      this.#raster = new LineRaster(width, height);
      this.#image = new ImageData(new Uint8ClampedArray(this.#raster.pixels.buffer), width, height);
      this.#layer.width = width;
      this.#layer.height = height;
    } else this.#raster.clear();
    const leastStep = this.#stepNow(tracks.length);
    const wereMany = this.#drawn.ships > mostArrows;
    const drawn = drawTracks(
      this.#raster,
      tracks,
      camera,
      times,
      {
        silences,
        only,
        leastStep,
        ships: ships ? (wereMany ? "dots" : "arrows") : null,
      },
      {
        track: inkOf(colours.track),
        flagged: inkOf(colours.accent),
        silence: inkOf(colours.soft),
        ship: inkOf(colours.ink),
      },
      { ratio },
    );
    // How many there are is known when they are drawn: once more, where other marks suit them.
    if (drawn.ships > mostArrows !== wereMany) this.#wish();
    this.#layer.getContext("2d")?.putImageData(this.#image, 0, 0);
    // With one ship chosen the others step back.
    context.globalAlpha = selectedTracks.length === 0 ? 1 : 0.4;
    context.drawImage(this.#layer, 0, 0, this.#size.width, this.#size.height);
    context.globalAlpha = 1;
    return drawn;
  }

  /** While something moves, very many reports are drawn a little coarser; what comes to rest is drawn once more, exactly. */
  #stepNow(reports: number): number {
    const now = performance.now();
    const moves = now - this.#lastDrawn < movingMs;
    this.#lastDrawn = now;
    if (reports < manyReports || !moves) return 1;
    clearTimeout(this.#resting);
    this.#resting = setTimeout(() => this.#wish(), 1.5 * movingMs);
    return 2.2;
  }
}
