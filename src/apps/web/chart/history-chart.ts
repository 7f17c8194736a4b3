import type { HistoryPoint } from "../../../findings/screens/history-point.ts";
import { coloursOf } from "./colours.ts";
import { crowd, drawFrame } from "./draw.ts";
import { layoutOf, type Layout } from "./layout.ts";
import type { LegendKey } from "./legend.ts";
import type { Lane } from "./look-class.ts";
import {
  figureAxis,
  msOf,
  preparePoints,
  xOf,
  yOf,
  type ChartData,
  type FigureAxis,
  type PreparedPoints,
} from "./plan.ts";
import { PixelLayer } from "./pixel-layer.ts";
import { Stamps } from "./shapes.ts";
import type { Stop } from "./spoken.ts";
import { moved, showing, wholeOf, zoomed, type TimeView } from "./time-view.ts";
import { nearest, nextShown, type Placed } from "./walk.ts";

/** What a chart tells the one who shows it. */
export interface ChartEars {
  /** The focus is on something else, or on nothing; where it is in the chart, in CSS pixels. */
  readonly onFocus: (
    stop: Stop | null,
    at: { readonly x: number; readonly y: number },
    byKey: boolean,
  ) => void;
  readonly onView: (view: TimeView) => void;
  /** How many looks are in view, and whether they are so many that intervals are left out. */
  readonly onCrowd: (looks: number, crowded: boolean) => void;
  /** A look was chosen by click or Enter. */
  readonly onOpen: (look: string, point: HistoryPoint | null) => void;
}

export interface HistoryChart {
  readonly set: (data: ChartData, view: TimeView | null) => void;
  readonly hide: (hidden: ReadonlySet<LegendKey>) => void;
  readonly show: (view: TimeView) => void;
  readonly whole: () => TimeView;
  /** Puts the focus on a point, by the name of its count or of its look; true when it is there. */
  readonly focusPoint: (name: string) => boolean;
  readonly destroy: () => void;
}

const nothing: ChartData = { points: [], bands: [], breaks: [], events: [], unit: "", window: null };

/**
 * A history on a canvas: years to days by wheel, drag and keys. Each frame leaves a mark `history:frame` in the browser's timings, whose detail is the
 * milliseconds that drawing it took.
 * @param host an empty element with a size of its own that takes the keyboard focus
 */
export function openHistoryChart(host: HTMLElement, ears: ChartEars): HistoryChart {
  const canvas = document.createElement("canvas");
  canvas.setAttribute("aria-hidden", "true");
  host.append(canvas);
  const context = canvas.getContext("2d");
  if (context === null) throw new Error("the browser gives no canvas to draw on");
  const c = context;

  let data = nothing;
  let hidden: ReadonlySet<LegendKey> = new Set();
  let prepared: PreparedPoints = preparePoints([], hidden);
  let needed: ReadonlySet<Lane> = new Set();
  let whole: TimeView = wholeOf([], Date.now());
  let view = whole;
  let focus: Stop | null = null;
  let layout: Layout = layoutOf(1, 1, needed);
  let colours = coloursOf(host);
  let scale = 1;
  let stamps = new Stamps(scale, colours);
  const layer = new PixelLayer();
  let places: Placed[] = [];
  let axis: FigureAxis = { highest: 1, ticks: [0, 1] };
  let asked = 0;
  let frames = 0;
  let drawn = -1;

  const redraw = (): void => {
    if (asked === 0) asked = requestAnimationFrame(paint);
  };

  function paint(): void {
    asked = 0;
    const began = performance.now();
    axis = figureAxis(prepared, hidden.has("maxima") ? [] : data.bands, view);
    places = drawFrame(c, {
      data,
      prepared,
      view,
      layout,
      axis,
      hidden,
      focus,
      colours,
      stamps,
      layer,
      scale,
    });
    if (places.length !== drawn) ears.onCrowd((drawn = places.length), drawn > crowd);
    // The browser keeps every mark: they are let go of before they pile up.
    if (++frames % 2000 === 0) performance.clearMarks("history:frame");
    performance.mark("history:frame", { detail: performance.now() - began });
  }

  function fit(): void {
    const { width, height } = host.getBoundingClientRect();
    const ratio = Math.min(2, devicePixelRatio);
    canvas.width = Math.max(1, Math.round(width * ratio));
    canvas.height = Math.max(1, Math.round(height * ratio));
    canvas.style.width = `${width}px`;
    canvas.style.height = `${height}px`;
    layout = layoutOf(width, height, needed);
    if (ratio !== scale) stamps = new Stamps((scale = ratio), colours);
    redraw();
  }

  const look = (next: TimeView, tell = true): void => {
    if (next.fromMs === view.fromMs && next.toMs === view.toMs) return;
    view = next;
    redraw();
    if (tell) ears.onView(view);
  };

  function placeOf(stop: Stop | null): { x: number; y: number } {
    if (stop === null) return { x: 0, y: 0 };
    const x = xOf(view, layout);
    const y = yOf(axis.highest, layout);
    switch (stop.type) {
      case "point": {
        const lane = prepared.lanes[prepared.points.indexOf(stop.point)] ?? null;
        return {
          x: x((stop.point.fromMs + stop.point.toMs) / 2),
          y: lane === null ? y(stop.point.best ?? 0) : (layout.lanes.get(lane) ?? layout.bottom),
        };
      }
      case "band":
        return { x: x(Math.max(stop.band.fromMs, view.fromMs)), y: y(stop.band.best) };
      case "break":
        return { x: x(stop.found.atMs), y: layout.top };
      case "event":
        return { x: x(stop.event.fromMs), y: layout.top };
    }
  }

  function attend(stop: Stop | null, byKey: boolean): void {
    if (stop === focus && !byKey) return;
    focus = stop;
    if (stop !== null && byKey) look(showing(view, msOfStop(stop), whole));
    redraw();
    ears.onFocus(stop, placeOf(stop), byKey);
  }

  const rowOfFocus = (): number | null => (focus?.type === "point" ? data.points.indexOf(focus.point) : null);

  function walk(step: 1 | -1): void {
    const row = nextShown(data.points, rowOfFocus(), step, (r) => prepared.shown[r] === 1, view);
    const point = row === null ? undefined : data.points[row];
    if (point !== undefined) attend({ type: "point", point }, true);
  }

  /** Breaks, events and published maxima, in order of time. */
  function lines(): Stop[] {
    const all: Stop[] = [
      ...(hidden.has("breaks") ? [] : data.breaks.map((found): Stop => ({ type: "break", found }))),
      ...(hidden.has("events") ? [] : data.events.map((event): Stop => ({ type: "event", event }))),
      ...(hidden.has("maxima") ? [] : data.bands.map((band): Stop => ({ type: "band", band }))),
    ];
    return all.toSorted((a, b) => msOfStop(a) - msOfStop(b));
  }

  function walkLines(step: 1 | -1): void {
    const all = lines();
    const at = all.findIndex((stop) => sameStop(stop, focus));
    const next = at < 0 ? (step === 1 ? 0 : all.length - 1) : at + step;
    const stop = all[next];
    if (stop !== undefined) attend(stop, true);
  }

  const middle = (): number => (focus === null ? (view.fromMs + view.toMs) / 2 : msOfStop(focus));

  function onKey(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const done: Readonly<Record<string, () => void>> = {
      ArrowRight: () => (event.shiftKey ? look(moved(view, 0.25, whole)) : walk(1)),
      ArrowLeft: () => (event.shiftKey ? look(moved(view, -0.25, whole)) : walk(-1)),
      ArrowDown: () => walkLines(1),
      ArrowUp: () => walkLines(-1),
      Home: () => {
        focus = null;
        look({ fromMs: whole.fromMs, toMs: whole.fromMs + (view.toMs - view.fromMs) });
        walk(1);
      },
      End: () => {
        focus = null;
        look({ fromMs: whole.toMs - (view.toMs - view.fromMs), toMs: whole.toMs });
        walk(-1);
      },
      "+": () => look(zoomed(view, middle(), 1.5, whole)),
      "=": () => look(zoomed(view, middle(), 1.5, whole)),
      "-": () => look(zoomed(view, middle(), 1 / 1.5, whole)),
      "0": () => look(whole),
      t: () => {
        const point = data.points.find((p) => p.standing === "under-test");
        if (point !== undefined) attend({ type: "point", point }, true);
      },
      Enter: () => open(focus),
      Escape: () => attend(null, true),
    };
    const act = done[event.key];
    if (act === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  }

  function open(stop: Stop | null): void {
    if (stop?.type === "point") ears.onOpen(stop.point.look, stop.point);
    else if (stop?.type === "band") ears.onOpen(stop.band.look, null);
    else if (stop?.type === "break") ears.onOpen(stop.found.look, null);
  }

  /** What lies under the pointer: a look before a line, a line before a band. */
  function under(x: number, y: number): Stop | null {
    const row = nearest(places, x, y, 12);
    const point = row === null ? undefined : data.points[row];
    if (point !== undefined) return { type: "point", point };
    const xs = xOf(view, layout);
    if (y >= 10 && y < layout.bottom) {
      const line = lines().find(
        (stop) => stop.type !== "band" && Math.abs(xs(msOfStop(stop)) - x) < (stop.type === "break" ? 6 : 5),
      );
      if (line !== undefined) return line;
    }
    const band = hidden.has("maxima")
      ? undefined
      : data.bands.find(
          (b) =>
            x >= xs(b.fromMs) &&
            x <= Math.max(xs(b.toMs), xs(b.fromMs) + 4) &&
            Math.abs(y - yOf(axis.highest, layout)(b.best)) < 7,
        );
    return band === undefined ? null : { type: "band", band };
  }

  const placeIn = (event: { clientX: number; clientY: number }): readonly [number, number] => {
    const box = canvas.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };

  let grip: { readonly x: number; readonly view: TimeView; moved: boolean } | null = null;

  function onDown(event: PointerEvent): void {
    if (event.button !== 0) return;
    const [x] = placeIn(event);
    grip = { x, view, moved: false };
    canvas.setPointerCapture(event.pointerId);
  }

  function onMove(event: PointerEvent): void {
    const [x, y] = placeIn(event);
    if (grip === null) {
      const stop = under(x, y);
      canvas.style.cursor = stop === null ? "grab" : stop.type === "event" ? "help" : "pointer";
      if (!sameStop(stop, focus)) attend(stop, false);
      return;
    }
    if (!grip.moved && Math.abs(x - grip.x) < 4) return;
    grip.moved = true;
    canvas.style.cursor = "grabbing";
    look(moved(grip.view, (grip.x - x) / (layout.right - layout.left), whole));
  }

  function onUp(event: PointerEvent): void {
    const was = grip;
    grip = null;
    if (was !== null && !was.moved) open(under(...placeIn(event)));
  }

  function onLeave(): void {
    if (grip === null && !host.matches(":focus")) attend(null, false);
  }

  function onWheel(event: WheelEvent): void {
    if (event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const [x] = placeIn(event);
    const unit = event.deltaMode === 1 ? 16 : 1;
    if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY))
      look(moved(view, ((event.deltaX || event.deltaY) * unit) / 900, whole));
    else look(zoomed(view, msOf(view, layout)(x), Math.exp((-event.deltaY * unit) / 500), whole));
  }

  const takeColours = (): void => {
    colours = coloursOf(host);
    stamps = new Stamps(scale, colours);
    redraw();
  };

  const sizes = new ResizeObserver(fit);
  sizes.observe(host);
  const themes = new MutationObserver(takeColours);
  themes.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
  host.addEventListener("keydown", onKey);
  canvas.addEventListener("pointerdown", onDown);
  canvas.addEventListener("pointermove", onMove);
  canvas.addEventListener("pointerup", onUp);
  canvas.addEventListener("pointerleave", onLeave);
  canvas.addEventListener("wheel", onWheel, { passive: false });

  return {
    set: (next, wanted) => {
      data = next;
      prepared = preparePoints(data.points, hidden);
      needed = new Set(prepared.lanes.flatMap((lane) => lane ?? []));
      whole = wholeOf([...data.points, ...data.bands], Date.now());
      view = wanted ?? whole;
      focus = null;
      fit();
    },
    hide: (next) => {
      hidden = next;
      prepared = preparePoints(data.points, hidden);
      redraw();
    },
    show: (next) => look(next, false),
    whole: () => whole,
    focusPoint: (name) => {
      const point =
        data.points.find((p) => p.counts[0] === name) ??
        data.points.find((p) => p.look === name && p.standing === "under-test") ??
        data.points.find((p) => p.look === name);
      if (point === undefined) return false;
      attend({ type: "point", point }, true);
      return true;
    },
    destroy: () => {
      if (asked !== 0) cancelAnimationFrame(asked);
      sizes.disconnect();
      themes.disconnect();
      host.removeEventListener("keydown", onKey);
      canvas.remove();
    },
  };
}

function msOfStop(stop: Stop): number {
  switch (stop.type) {
    case "point":
      return (stop.point.fromMs + stop.point.toMs) / 2;
    case "band":
      return stop.band.toMs;
    case "break":
      return stop.found.atMs;
    case "event":
      return (stop.event.fromMs + stop.event.toMs) / 2;
  }
}

function sameStop(a: Stop | null, b: Stop | null): boolean {
  if (a === null || b === null) return a === b;
  if (a.type === "point") return b.type === "point" && a.point === b.point;
  if (a.type === "band") return b.type === "band" && a.band === b.band;
  if (a.type === "break") return b.type === "break" && a.found === b.found;
  return b.type === "event" && a.event === b.event;
}
