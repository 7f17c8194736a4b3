import type { Key } from "../../keys.svelte.ts";
import type { CompareMode } from "./address.ts";
import type { LookRoom } from "./room.svelte.ts";

/** What the keys open beside what the room does itself. */
export interface Openers {
  readonly facts: () => void;
  readonly tones: () => void;
  readonly timelapse: () => void;
  readonly override: () => void;
}

/** The keys of the look room, as the help lists them. */
export function keysOf(room: LookRoom, open: Openers): Key[] {
  const view = "The picture";
  const looks = "Looks";
  const compare = "Comparing";
  const drawn = "Drawn over it";
  const mode = (key: string, name: CompareMode, does: string): Key => ({
    key,
    does,
    group: compare,
    run: () => room.comparison.setMode(name),
  });
  const moved = (key: string, does: string): Key => ({
    key,
    does,
    group: view,
    run: (event) => room.views.view?.key(event),
  });
  return [
    { key: "]", does: "next usable look", group: looks, run: () => room.step(1, "usable") },
    { key: "[", does: "previous usable look", group: looks, run: () => room.step(-1, "usable") },
    { key: "}", does: "next look of any kind", group: looks, run: () => room.step(1, "all") },
    { key: "{", does: "previous look of any kind", group: looks, run: () => room.step(-1, "all") },
    { key: "i", does: "facts of the look", group: looks, run: open.facts },
    { key: "o", does: "say otherwise what it is good for", group: looks, run: open.override },
    { key: "l", does: "timelapse of the usable looks", group: looks, run: open.timelapse },
    {
      key: "c",
      does: "compare with another look, or end that",
      group: compare,
      run: () => (room.comparison.other === null ? room.comparison.withUsual() : room.comparison.with(null)),
    },
    mode("1", "swipe", "swipe"),
    mode("2", "side", "side by side"),
    mode("3", "fade", "fade"),
    mode("4", "blink", "blink"),
    { key: "x", does: "exchange the two looks", group: compare, run: () => room.comparison.swap() },
    {
      key: ",",
      does: "line of the swipe to the left, less of the second look",
      group: compare,
      run: () => room.comparison.setShare(room.comparison.share - 0.05),
    },
    {
      key: ".",
      does: "line of the swipe to the right, more of the second look",
      group: compare,
      run: () => room.comparison.setShare(room.comparison.share + 0.05),
    },
    moved("ArrowLeft", "move"),
    moved("ArrowRight", "move"),
    moved("ArrowUp", "move"),
    moved("ArrowDown", "move"),
    moved("+", "nearer"),
    moved("=", "nearer"),
    moved("-", "farther"),
    moved("r", "turn"),
    moved("Shift+r", "turn back"),
    moved("0", "show all"),
    {
      key: "u",
      does: "north up, or tracks level",
      group: view,
      run: () => room.views.setLevel(!room.views.level),
    },
    { key: "s", does: "tones: stretch, gamma, bands", group: view, run: open.tones },
    {
      key: "a",
      does: "outlines of areas",
      group: drawn,
      run: () => room.setDrawn({ areas: !room.drawn.areas }),
    },
    {
      key: "t",
      does: "centre lines of tracks",
      group: drawn,
      run: () => room.setDrawn({ tracks: !room.drawn.tracks }),
    },
    { key: "n", does: "names", group: drawn, run: () => room.setDrawn({ names: !room.drawn.names }) },
    { key: "d", does: "ruler: length and bearing", group: drawn, run: () => room.measuring.take("way") },
    { key: "g", does: "area", group: drawn, run: () => room.measuring.take("area") },
    { key: "Backspace", does: "take the last point back", group: drawn, run: () => room.measuring.back() },
    { key: "Escape", does: "end measuring", group: drawn, run: () => room.measuring.end() },
  ];
}
