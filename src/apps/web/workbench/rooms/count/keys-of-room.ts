import type { CountingDesk } from "../../../counting/desk.ts";
import type { Key } from "../../keys.svelte.ts";
import type { CountRoom } from "./room.svelte.ts";
import { coverKeys, kindsFor, kindWords } from "./words.ts";

export interface RoomActs {
  readonly finish: () => void;
  readonly sideBySide: () => void;
}

/** Every key of the room, by what it acts on. Each has its button too. */
export function keysOf(room: CountRoom, acts: RoomActs): Key[] {
  const desk = (work: (desk: CountingDesk) => unknown) => () => {
    if (room.desk !== null) work(room.desk);
  };
  /** Only one's own count is changed. */
  const own = (work: (desk: CountingDesk, event: KeyboardEvent) => unknown) => (event: KeyboardEvent) => {
    if (room.desk === null) return;
    if (room.isOwn) work(room.desk, event);
    else room.say(`this count is ${room.by}'s: only ${room.by} changes it`);
  };
  const step = (): number => Math.max(0.25, room.count.pictures?.stepMetres ?? 0.5);
  const kind = room.desk?.session.kind ?? "railcar";
  const zoom = (event: KeyboardEvent): void => void room.above.view?.key(event);
  const add = "The next car";
  const mark = "The chosen mark";
  const go = "Going about";
  const see = "Seeing";
  return [
    {
      key: " ",
      does: "put the proposed car down; the next is proposed behind it",
      group: add,
      run: own((d) => d.placing.put()),
    },
    {
      key: "]",
      does: "longer by a pixel: the next car, or the chosen mark",
      group: add,
      run: own((d) => d.lengthen(step())),
    },
    { key: "[", does: "shorter by a pixel", group: add, run: own((d) => d.lengthen(-step())) },
    { key: "}", does: "the next longer usual length", group: add, run: own((d) => d.usualLength(1)) },
    { key: "{", does: "the next shorter usual length", group: add, run: own((d) => d.usualLength(-1)) },
    {
      key: "k",
      does: "ends keep to edges in the picture, or do not",
      group: add,
      run: own((d) => ((d.snaps = !d.snaps), d.reconsider())),
    },
    {
      key: "w",
      does: "draw a free car: drag from its one end to the other",
      group: add,
      run: () => (room.free = !room.free),
    },

    {
      key: "Enter",
      does: "accept it; without a chosen mark, put the car down",
      group: mark,
      run: own((d) => (d.chosen === null ? d.placing.put() : d.corrections.judge("accepted"))),
    },
    { key: "a", does: "accept", group: mark, run: own((d) => d.corrections.judge("accepted")) },
    { key: "x", does: "reject", group: mark, run: own((d) => d.corrections.judge("rejected")) },
    { key: "u", does: "unsure: it may be one", group: mark, run: own((d) => d.corrections.judge("unsure")) },
    {
      key: "h",
      does: "hidden: something may stand there unseen",
      group: mark,
      run: own((d) => d.corrections.judge("hidden")),
    },
    { key: "s", does: "split in the middle", group: mark, run: own((d) => d.corrections.split()) },
    { key: "m", does: "merge with the next one", group: mark, run: own((d) => d.corrections.merge()) },
    { key: "Backspace", does: "take away", group: mark, run: own((d) => d.corrections.remove()) },
    { key: "Delete", does: "take away", group: mark, run: own((d) => d.corrections.remove()) },
    {
      key: "Alt+ArrowRight",
      does: "move along its track by a pixel",
      group: mark,
      run: own((d) => d.shift(step())),
    },
    { key: "Alt+ArrowLeft", does: "move back by a pixel", group: mark, run: own((d) => d.shift(-step())) },

    ...kindsFor(kind).map((k, i): Key => ({
      key: String(i + 1),
      does: kindWords(k),
      group: "Kind, of the chosen mark or the next cars",
      run: own((d) => d.setKind(k)),
    })),
    ...coverKeys.map(({ cover, key, words }): Key => ({
      key,
      does: words,
      group: "Cover: only what can be seen",
      run: own((d) => d.setCover(cover)),
    })),

    { key: "n", does: "next mark", group: go, run: () => room.step(1) },
    { key: "p", does: "previous mark", group: go, run: () => room.step(-1) },
    {
      key: ".",
      does: "next mark that nobody has looked at",
      group: go,
      run: desk((d) => d.step(1, (m) => m.state === "proposed")),
    },
    {
      key: ",",
      does: "previous one that nobody has looked at",
      group: go,
      run: desk((d) => d.step(-1, (m) => m.state === "proposed")),
    },
    {
      key: "ArrowRight",
      does: "next mark; without a chosen one, the next car moves by half a metre",
      group: go,
      run: desk((d) => (d.chosen === null ? d.moveCursor(0.5) : room.step(1))),
    },
    {
      key: "ArrowLeft",
      does: "previous mark; the next car moves back",
      group: go,
      run: desk((d) => (d.chosen === null ? d.moveCursor(-0.5) : room.step(-1))),
    },
    {
      key: "Shift+ArrowRight",
      does: "the next car moves by a car's length",
      group: go,
      run: desk((d) => d.moveCursor(d.next.lengthMetres)),
    },
    {
      key: "Shift+ArrowLeft",
      does: "the next car moves back by a car's length",
      group: go,
      run: desk((d) => d.moveCursor(-d.next.lengthMetres)),
    },
    { key: "ArrowDown", does: "next track, abreast", group: go, run: desk((d) => d.stepTrack(1)) },
    { key: "ArrowUp", does: "track before it", group: go, run: desk((d) => d.stepTrack(-1)) },
    {
      key: "Home",
      does: "the western end of the track",
      group: go,
      run: desk((d) => (d.cursorTo(d.track, d.at?.seen[0] ?? 0), room.focus.toCursor())),
    },
    {
      key: "End",
      does: "the eastern end",
      group: go,
      run: desk(
        (d) => (d.cursorTo(d.track, (d.at?.seen[1] ?? 0) - d.next.lengthMetres), room.focus.toCursor()),
      ),
    },
    {
      key: "Escape",
      does: "choose nothing: keys act on the next car",
      group: go,
      run: () => ((room.free = false), (room.held.only = null), room.desk?.choose(null)),
    },

    { key: "b", does: "hide marks while it is held", group: see, run: () => hold(room) },
    {
      key: "z",
      does: "magnify the strip, pixels as they are",
      group: see,
      run: () => room.focus.magnify(),
    },
    { key: "+", does: "picture closer", group: see, run: zoom },
    { key: "=", does: "picture closer", group: see, run: zoom },
    { key: "-", does: "picture farther", group: see, run: zoom },
    { key: "0", does: "all of the picture", group: see, run: zoom },

    { key: "Ctrl+z", does: "take back", group: "The count", run: own((d) => d.undo()) },
    { key: "Ctrl+Shift+z", does: "do again", group: "The count", run: own((d) => d.redo()) },
    { key: "Ctrl+y", does: "do again", group: "The count", run: own((d) => d.redo()) },
    { key: "f", does: "finish this pass", group: "The count", run: acts.finish },
    { key: "g", does: "all counts side by side", group: "The count", run: acts.sideBySide },
  ];
}

/** Hides the marks until the key is let go. */
function hold(room: CountRoom): void {
  if (room.hidden) return;
  room.hidden = true;
  room.redraw();
  const release = (event: KeyboardEvent | Event): void => {
    if (event instanceof KeyboardEvent && event.key.toLowerCase() !== "b") return;
    removeEventListener("keyup", release);
    removeEventListener("blur", release);
    room.hidden = false;
    room.redraw();
  };
  addEventListener("keyup", release);
  addEventListener("blur", release);
}
