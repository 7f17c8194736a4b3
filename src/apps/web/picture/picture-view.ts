import {
  changedAbout,
  fitted,
  held,
  panned,
  toPlane,
  toScreen,
  type Camera,
  type FitOptions,
  type ScreenPoint,
  type ViewSize,
} from "./camera.ts";
import type { PictureFrame, PlacePosition } from "./frame.ts";
import { listenToPointers } from "./gestures.ts";
import { cameraAfterKey } from "./keys.ts";
import type { PictureLayer } from "./layer.ts";
import type { Overlay, ViewPointer } from "./overlay.ts";
import { openPainter, type Painter, type PaintedState } from "./painter.ts";

/** A part of the page that shows pictures and what is drawn over them. Positions are those of the site. */
export interface PictureView {
  readonly host: HTMLElement;
  readonly frame: PictureFrame;
  readonly camera: Camera;
  readonly size: ViewSize;
  /** Whether pixels are drawn by WebGL 2 or by a plain canvas. */
  readonly drawnBy: "webgl2" | "canvas";
  setCamera(camera: Camera): void;
  /** @param ahead layers that may be shown next: what they need is loaded once all else is there, so that showing them takes no time */
  setLayers(layers: readonly PictureLayer[], ahead?: readonly PictureLayer[]): void;
  /** Returns what takes it away again. */
  addOverlay(overlay: Overlay): () => void;
  /** Calls after every change of the camera or the size; returns what ends that. */
  onCamera(listener: (camera: Camera) => void): () => void;
  /** Calls after every drawing with how much of the layers is there. */
  onPainted(listener: (state: PaintedState) => void): () => void;
  toScreen(position: PlacePosition): ScreenPoint;
  toPosition(screen: ScreenPoint): PlacePosition;
  /** Shows all positions; they become what the key 0 goes back to. */
  fit(positions: readonly PlacePosition[], options?: FitOptions): void;
  /** What the key 0 goes back to, without going there. */
  setHome(positions: readonly PlacePosition[], options?: FitOptions): void;
  /** Does what a key does (arrows, + - R 0); true when the key is one of the view's. */
  key(event: Pick<KeyboardEvent, "key" | "shiftKey" | "ctrlKey" | "metaKey" | "altKey">): boolean;
  /** Draws the overlays again, soon. */
  redraw(): void;
  /** Tries once more to load what could not be had. */
  retry(): void;
  /** What is on the screen as a bitmap, pictures with overlays, once everything it needs is there. */
  snapshot(signal?: AbortSignal): Promise<ImageBitmap>;
  close(): void;
}

export interface PictureViewOptions {
  readonly host: HTMLElement;
  readonly frame: PictureFrame;
  /** Default: the frame's origin, at half a metre a pixel. */
  readonly camera?: Camera;
  /** Draws without WebGL. */
  readonly plainCanvas?: boolean;
  /** What a screen reader says of the view. */
  readonly label?: string;
}

const defaultCamera: Camera = { centre: [0, 0], metresPerPixel: 0.5, rotationDegrees: 0 };

/** Opens a view in an element, which it fills. */
export function openPictureView(options: PictureViewOptions): PictureView {
  const { host, frame, plainCanvas = false, label = "picture" } = options;
  const pixels = document.createElement("canvas");
  const drawn = document.createElement("canvas");
  for (const canvas of [pixels, drawn]) {
    canvas.style.position = "absolute";
    canvas.style.inset = "0";
    canvas.style.width = "100%";
    canvas.style.height = "100%";
    host.append(canvas);
  }
  drawn.tabIndex = 0;
  drawn.setAttribute("role", "application");
  drawn.setAttribute("aria-label", label);
  drawn.style.touchAction = "none";
  // The view fills its host, which would cut a frame around it.
  drawn.style.outlineOffset = "-3px";
  const context = drawn.getContext("2d");
  if (context === null) throw new TypeError("openPictureView: this browser has no 2D canvas");

  let camera = held(options.camera ?? defaultCamera);
  let size: ViewSize = { width: host.clientWidth || 1, height: host.clientHeight || 1 };
  let home: { readonly positions: readonly PlacePosition[]; readonly options: FitOptions } | null = null;
  let frameAsked: number | null = null;
  let isClosed = false;
  const overlays: Overlay[] = [];
  const onCamera = new Set<(camera: Camera) => void>();
  const onPainted = new Set<(state: PaintedState) => void>();
  let painter: Painter;
  let shown: readonly [now: readonly PictureLayer[], ahead: readonly PictureLayer[]] = [[], []];

  const ask = (): void => {
    if (!isClosed) frameAsked ??= requestAnimationFrame(draw);
  };
  const usePainter = (plain: boolean): void => {
    painter = openPainter(pixels, {
      plainCanvas: plain,
      changed: ask,
      // A lost graphics device comes back by itself; until then, and where it does not, the plain canvas of a new element draws.
      lost: ask,
    });
  };
  usePainter(plainCanvas);

  function draw(): void {
    frameAsked = null;
    // A host that is hidden needs no tiles, and a view that waits for its size does not know which.
    if (host.clientWidth === 0 || isFitDue) return;
    const scale = globalThis.devicePixelRatio || 1;
    const [width, height] = [Math.round(size.width * scale), Math.round(size.height * scale)];
    for (const canvas of [pixels, drawn])
      if (canvas.width !== width || canvas.height !== height) {
        canvas.width = width;
        canvas.height = height;
      }
    const state = painter.paint(camera, size, scale);
    if (context !== null) {
      context.setTransform(scale, 0, 0, scale, 0, 0);
      context.clearRect(0, 0, size.width, size.height);
      for (const overlay of overlays) {
        context.save();
        overlay.draw(context, camera, size, screenOf);
        context.restore();
      }
    }
    for (const listener of onPainted) listener(state);
  }

  const screenOf = (position: PlacePosition): ScreenPoint => toScreen(camera, size, frame.toPlane(position));
  const positionOf = (screen: ScreenPoint): PlacePosition => frame.toPosition(toPlane(camera, size, screen));

  function setCamera(next: Camera): void {
    isFitDue = false;
    camera = held(next);
    ask();
    for (const listener of onCamera) listener(camera);
  }

  /** True while a fit waits for the host to have a size. */
  let isFitDue = false;
  /** The camera of the last fit: while it stands, what was to be seen whole stays so when the view gets another size, as it does while a page is put together. */
  let fittedAs: Camera | null = null;
  function fit(positions: readonly PlacePosition[], fitting: FitOptions = {}): void {
    home = { positions, options: fitting };
    isFitDue = host.clientWidth === 0 || host.clientHeight === 0;
    if (isFitDue) return;
    const next = fitted(positions.map(frame.toPlane), size, fitting);
    if (next === null) return;
    setCamera(next);
    fittedAs = camera;
  }

  let taker: Overlay | null = null;
  const tell = (event: ViewPointer): boolean => {
    if (taker !== null) {
      taker.pointer?.(event);
      if (event.type === "up" || event.type === "cancel") taker = null;
      return true;
    }
    for (const overlay of overlays.toReversed())
      if (overlay.pointer?.(event) === true) {
        if (event.type === "down") taker = overlay;
        return true;
      }
    return false;
  };
  const point = (): void => {
    const own = overlays.toReversed().map((o) => o.cursor?.() ?? null);
    drawn.style.cursor = own.find((c) => c !== null) ?? "grab";
  };
  const stopPointers = listenToPointers(drawn, {
    overlays: (event) => {
      const taken = tell({ ...event, position: positionOf(event.screen) });
      point();
      return taken;
    },
    pan: (dx, dy) => setCamera(panned(camera, size, dx, dy)),
    change: (at, change) => setCamera(changedAbout(camera, size, at, change)),
  });

  const view: PictureView = {
    host,
    frame,
    get camera() {
      return camera;
    },
    get size() {
      return size;
    },
    get drawnBy() {
      return painter.drawnBy;
    },
    setCamera,
    setLayers: (layers, ahead = []) => {
      shown = [layers, ahead];
      painter.setLayers(layers, ahead);
      ask();
    },
    addOverlay: (overlay) => {
      overlays.push(overlay);
      ask();
      point();
      return () => {
        const at = overlays.indexOf(overlay);
        if (at !== -1) overlays.splice(at, 1);
        if (taker === overlay) taker = null;
        ask();
        point();
      };
    },
    onCamera: (listener) => {
      onCamera.add(listener);
      return () => onCamera.delete(listener);
    },
    onPainted: (listener) => {
      onPainted.add(listener);
      return () => onPainted.delete(listener);
    },
    toScreen: screenOf,
    toPosition: positionOf,
    fit,
    setHome: (positions, fitting = {}) => {
      home = { positions, options: fitting };
    },
    key: (event) => {
      if (event.key === "0" && !event.ctrlKey && !event.metaKey && home !== null) {
        fit(home.positions, home.options);
        return true;
      }
      const next = cameraAfterKey(camera, size, event);
      if (next !== null) setCamera(next);
      return next !== null;
    },
    redraw: ask,
    retry: () => painter.retry(),
    snapshot: async (signal) => {
      await painter.settled(signal);
      draw();
      const whole = new OffscreenCanvas(drawn.width, drawn.height);
      const onto = whole.getContext("2d");
      onto?.drawImage(pixels, 0, 0);
      onto?.drawImage(drawn, 0, 0);
      return await createImageBitmap(whole);
    },
    close: () => {
      isClosed = true;
      if (frameAsked !== null) cancelAnimationFrame(frameAsked);
      stopPointers();
      sizes.disconnect();
      painter.close();
      pixels.remove();
      drawn.remove();
    },
  };
  drawn.addEventListener("keydown", (event) => {
    if (view.key(event)) event.preventDefault();
  });
  const sizes = new ResizeObserver(() => {
    const next = { width: host.clientWidth || 1, height: host.clientHeight || 1 };
    if (next.width === size.width && next.height === size.height) return;
    size = next;
    ask();
    if ((isFitDue || camera === fittedAs) && home !== null) fit(home.positions, home.options);
    else for (const listener of onCamera) listener(camera);
  });
  sizes.observe(host);
  pixels.addEventListener("webglcontextrestored", () => {
    painter.close();
    usePainter(plainCanvas);
    painter.setLayers(...shown);
    ask();
  });
  ask();
  point();
  return view;
}
