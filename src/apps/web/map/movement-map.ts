import type { ReceptionCell } from "../../../movements/reception/reception.ts";
import type { ErrorEllipse } from "../../../movements/sightings/sighting.ts";
import type { Polygon, Position } from "../../../sites/counting/site.ts";
import { metresPerPixel, type MapCamera } from "./camera.ts";
import { drawLabels, type Label } from "./draw-labels.ts";
import { drawReception } from "./draw-reception.ts";
import { drawScale } from "./draw-scale.ts";
import { drawTracks, type Drawn, type TrackTimes } from "./draw-tracks.ts";
import { drawWorld } from "./draw-world.ts";
import { findReport, type FoundReport } from "./find-track.ts";
import { GroundLayer } from "./ground-layer.ts";
import { inkOf, LineRaster } from "./line-raster.ts";
import { coloursOfMap, type MapColours } from "./map-colours.ts";
import { ellipseOnScreen, onScreen, worldOnScreen } from "./place-on-screen.ts";
import { tracePath, type Shape } from "./shape.ts";
import { momentOf, rowAt, type Tracks } from "./tracks.ts";
import { drawVerdict, verdictShapes, type ShownWord } from "./verdict-shapes.ts";
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
  /** Ends that were seen are joined by a line; what is inferred or claimed is dashed. */
  readonly dashed: boolean;
  readonly weakest: boolean;
}

export interface MapEvent {
  readonly id: string;
  readonly position: Position;
  readonly label: string;
}

/** Everything that the map may show. What is null or empty is left out. */
export interface MapContents {
  readonly world: World | null;
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

export type MapHit =
  | { readonly kind: "sighting"; readonly id: string }
  | { readonly kind: "report"; readonly found: FoundReport };

interface Hooks {
  /** Told after each frame: milliseconds that it took, and what was drawn. */
  readonly onFrame?: (milliseconds: number, drawn: Drawn) => void;
}

const nothing: Drawn = { tracks: 0, ships: 0 };
/** More ships than this are dots: arrows would cover each other. */
const mostArrows = 1_200;
/** From so many reports on, frames that follow each other within so many milliseconds are drawn coarser. */
const manyReports = 60_000;
const movingMs = 100;
/** So few ships carry their names. */
const mostNames = 24;

/** The map of the movements: one canvas, drawn anew whenever something of it changes, at most once a frame. */
export class MovementMap {
  readonly #canvas: HTMLCanvasElement;
  readonly #hooks: Hooks;
  readonly #ground: GroundLayer;
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
  }

  show(contents: MapContents, camera: MapCamera): void {
    const old = this.#contents;
    if (old?.world !== contents.world || old.cells !== contents.cells || old.outlines !== contents.outlines)
      this.#ground.forget();
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
    this.#drawFootprints(context, contents, camera, colours);
    this.#drawSites(context, contents, camera, colours);
    this.#drawLegs(context, contents, camera, colours, labels);
    this.#drawSelectedTrack(context, contents, camera, colours);
    this.#drawSightings(context, contents, camera, colours, labels);
    this.#addNames(contents, camera, labels);
    drawLabels(context, labels, size, colours);
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
    const drawn = drawTracks(
      this.#raster,
      tracks,
      camera,
      times,
      {
        silences,
        only,
        leastStep,
        ships: ships ? (this.#drawn.ships > mostArrows ? "dots" : "arrows") : null,
      },
      {
        track: inkOf(colours.track),
        flagged: inkOf(colours.accent),
        silence: inkOf(colours.soft),
        ship: inkOf(colours.ink),
      },
      { ratio },
    );
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

  #drawSelectedTrack(
    context: CanvasRenderingContext2D,
    { tracks, times, selectedTracks, silences, events }: MapContents,
    camera: MapCamera,
    colours: MapColours,
  ): void {
    const size = this.#size;
    if (tracks !== null)
      for (const selectedTrack of selectedTracks) {
        const { columns } = tracks;
        const [start, end] = [tracks.first[selectedTrack] ?? 0, tracks.first[selectedTrack + 1] ?? 0];
        const from = rowAt(columns.tenths, start, end, times.from);
        const to = rowAt(columns.tenths, from, end, times.to);
        const place = (i: number) => worldOnScreen(tracks.x[i] ?? 0, tracks.y[i] ?? 0, camera, size);
        for (const part of ["later", "heard", "silent"] as const) {
          context.beginPath();
          for (let i = from + 1; i < to; i++) {
            const joint = columns.joint[i] ?? 0;
            if (joint === 0) continue;
            const isSilent =
              joint === 1 && (columns.tenths[i] ?? 0) - (columns.tenths[i - 1] ?? 0) >= times.silence;
            const own = isSilent ? "silent" : (columns.tenths[i] ?? 0) > times.at ? "later" : "heard";
            if (own !== part) continue;
            const [a, b] = [place(i - 1), place(i)];
            if (Math.abs(a[0] - b[0]) > camera.worldPixels / 2) continue;
            context.moveTo(...a);
            context.lineTo(...b);
          }
          if (part === "silent" && !silences) continue;
          context.setLineDash(part === "silent" ? [6, 5] : []);
          context.lineWidth = part === "silent" ? 1.4 : part === "later" ? 1.6 : 2.6;
          context.strokeStyle = part === "silent" ? colours.soft : colours.link;
          context.stroke();
        }
        context.setLineDash([]);
        const moment = momentOf(tracks, selectedTrack, times.at, times.silence);
        if (moment !== null) {
          const [x, y] = worldOnScreen(moment.x, moment.y, camera, size);
          context.beginPath();
          context.arc(x, y, 9, 0, 2 * Math.PI);
          context.lineWidth = 2;
          context.strokeStyle = colours.link;
          if (moment.how === "silent") context.setLineDash([3, 3]);
          context.stroke();
          context.setLineDash([]);
        }
      }
    for (const { position } of events) {
      const [x, y] = onScreen(position, camera, size);
      context.beginPath();
      context.arc(x, y, 4, 0, 2 * Math.PI);
      context.fillStyle = colours.paper;
      context.fill();
      context.lineWidth = 1.8;
      context.strokeStyle = colours.ink;
      context.stroke();
    }
  }

  #drawSites(
    context: CanvasRenderingContext2D,
    { sites }: MapContents,
    camera: MapCamera,
    colours: MapColours,
  ): void {
    context.fillStyle = colours.ink;
    context.strokeStyle = colours.paper;
    context.lineWidth = 1.5;
    for (const { position } of sites) {
      const [x, y] = onScreen(position, camera, this.#size);
      context.fillRect(x - 4, y - 4, 8, 8);
      context.strokeRect(x - 4, y - 4, 8, 8);
    }
  }

  #drawFootprints(
    context: CanvasRenderingContext2D,
    { footprints }: MapContents,
    camera: MapCamera,
    colours: MapColours,
  ): void {
    for (const { polygon, isChosen } of footprints) {
      context.beginPath();
      for (const ring of polygon)
        for (const [i, position] of ring.entries()) {
          const [x, y] = onScreen(position, camera, this.#size);
          if (i === 0) context.moveTo(x, y);
          else context.lineTo(x, y);
        }
      context.setLineDash(isChosen ? [] : [2, 4]);
      context.lineWidth = isChosen ? 1.5 : 1;
      context.strokeStyle = colours.soft;
      context.stroke();
    }
    context.setLineDash([]);
  }

  #drawLegs(
    context: CanvasRenderingContext2D,
    { legs }: MapContents,
    camera: MapCamera,
    colours: MapColours,
    labels: Label[],
  ): void {
    for (const { from, to, label, dashed, weakest } of legs) {
      const [a, b] = [onScreen(from, camera, this.#size), onScreen(to, camera, this.#size)];
      // Bent to one side, so that the way there and the way back are two lines.
      const middle = [
        (a[0] + b[0]) / 2 - (b[1] - a[1]) * 0.16,
        (a[1] + b[1]) / 2 + (b[0] - a[0]) * 0.16,
      ] as const;
      context.beginPath();
      context.moveTo(...a);
      context.quadraticCurveTo(...middle, ...b);
      context.setLineDash(dashed ? [8, 6] : []);
      context.lineWidth = 2.4;
      context.strokeStyle = weakest ? colours.accent : colours.ink;
      context.stroke();
      context.setLineDash([]);
      const top = [(a[0] + 2 * middle[0] + b[0]) / 4, (a[1] + 2 * middle[1] + b[1]) / 4] as const;
      arrowHead(context, top, Math.atan2(b[1] - a[1], b[0] - a[0]), weakest ? colours.accent : colours.ink);
      labels.push({ x: top[0], y: top[1], words: label, weight: 3, colour: weakest ? "accent" : "ink" });
    }
  }

  #drawSightings(
    context: CanvasRenderingContext2D,
    { sightings, selectedSighting, expected }: MapContents,
    camera: MapCamera,
    colours: MapColours,
    labels: Label[],
  ): void {
    const size = this.#size;
    for (const { id, position, error, word, aside } of sightings) {
      if (aside) continue;
      const [x, y] = onScreen(position, camera, size);
      const { major, minor, turn } = ellipseOnScreen(error, position[1], camera);
      if (x + major < 0 || y + major < 0 || x - major > size.width || y - major > size.height) continue;
      const colour = colours.of(verdictShapes[word].colour);
      const isChosen = id === selectedSighting;
      if (major > 8 || isChosen) {
        context.beginPath();
        context.ellipse(x, y, Math.max(major, 2), Math.max(minor, 2), turn, 0, 2 * Math.PI);
        context.lineWidth = isChosen ? 1.8 : 1;
        context.strokeStyle = colour;
        context.stroke();
      }
    }
    for (const { position, error, label } of expected) {
      const [x, y] = onScreen(position, camera, size);
      const { major, minor, turn } = ellipseOnScreen(error, position[1], camera);
      context.beginPath();
      context.ellipse(x, y, Math.max(major, 2), Math.max(minor, 2), turn, 0, 2 * Math.PI);
      context.setLineDash([4, 3]);
      context.lineWidth = 1.5;
      context.strokeStyle = colours.link;
      context.stroke();
      context.setLineDash([]);
      context.beginPath();
      context.arc(x, y, 2.2, 0, 2 * Math.PI);
      context.fillStyle = colours.link;
      context.fill();
      labels.push({ x, y, words: label, weight: 5, colour: "link" });
    }
    for (const { id, position, word, label, aside } of sightings.toSorted(
      (a, b) => Number(b.aside) - Number(a.aside),
    )) {
      const [x, y] = onScreen(position, camera, size);
      if (x < -10 || y < -10 || x > size.width + 10 || y > size.height + 10) continue;
      const isChosen = id === selectedSighting;
      context.globalAlpha = aside ? 0.45 : 1;
      drawVerdict(context, word, [x, y], {
        colour: colours.of(verdictShapes[word].colour),
        ground: colours.paper,
        scale: isChosen ? 1.25 : aside ? 0.75 : 1,
      });
      context.globalAlpha = 1;
      if (isChosen) {
        context.beginPath();
        context.arc(x, y, 12, 0, 2 * Math.PI);
        context.lineWidth = 2;
        context.strokeStyle = colours.ink;
        context.stroke();
        labels.push({ x, y, words: label, weight: 6, colour: "ink" });
      }
    }
  }

  #addNames(contents: MapContents, camera: MapCamera, labels: Label[]): void {
    const size = this.#size;
    const { tracks, times, selectedTracks, nameOf } = contents;
    const chosen = new Set(selectedTracks);
    for (const { name, position } of contents.sites) {
      const [x, y] = onScreen(position, camera, size);
      labels.push({ x, y, words: name, weight: 4, colour: "ink" });
    }
    for (const { position, label } of contents.events) {
      const [x, y] = onScreen(position, camera, size);
      labels.push({ x, y, words: label, weight: 2, colour: "ink" });
    }
    if (tracks === null) return;
    const name = (track: number, weight: number): void => {
      const moment = momentOf(tracks, track, times.at, times.silence);
      const words = nameOf(track);
      if (moment === null || words === "") return;
      const [x, y] = worldOnScreen(moment.x, moment.y, camera, size);
      labels.push({ x, y, words, weight, colour: chosen.has(track) ? "link" : "soft" });
    };
    for (const track of selectedTracks) name(track, 6);
    if (!contents.ships || this.#drawn.ships > mostNames || metresPerPixel(camera) > 400) return;
    for (let t = 0; t + 1 < tracks.first.length; t++)
      if (!chosen.has(t) && (contents.only === null || contents.only.has(t))) name(t, 1);
  }
}

function arrowHead(
  context: CanvasRenderingContext2D,
  [x, y]: readonly [number, number],
  angle: number,
  colour: string,
): void {
  context.save();
  context.translate(x, y);
  context.rotate(angle);
  context.beginPath();
  context.moveTo(7, 0);
  context.lineTo(-5, -5);
  context.lineTo(-5, 5);
  context.closePath();
  context.fillStyle = colour;
  context.fill();
  context.restore();
}
