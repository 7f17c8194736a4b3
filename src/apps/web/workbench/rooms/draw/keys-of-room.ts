import type { Key } from "../../keys.svelte.ts";
import type { DrawRoom } from "./room.svelte.ts";

const drawing = "Drawing";
const points = "Points of the chosen outline";
const decide = "Proposed tracks";

/** Keys of the room wherever the focus is, but for what a button or a field takes. */
export const keysOf = (room: DrawRoom): readonly Key[] => [
  { key: "t", group: drawing, does: "begin a track at the crosshair", run: () => room.hand.begin("lines") },
  {
    key: "o",
    group: drawing,
    does: "begin an outline at the crosshair",
    run: () => room.hand.begin("polygons"),
  },
  { key: "e", group: drawing, does: "change the chosen outline", run: () => room.hand.change() },
  { key: "d", group: drawing, does: "end the chosen outline from a day", run: () => room.ask("end") },
  { key: "w", group: drawing, does: "withdraw the chosen outline", run: () => room.ask("withdraw") },
  {
    key: "Ctrl+z",
    group: drawing,
    does: "take back a step; after saving, the change",
    run: () => void room.saving.undo(),
  },
  { key: "Ctrl+Shift+z", group: drawing, does: "do it again", run: () => room.hand.redo() },
  { key: "Ctrl+y", group: drawing, does: "do it again", run: () => room.hand.redo() },
  { key: "Ctrl+s", group: drawing, does: "save", run: () => void room.saving.save() },
  {
    key: "s",
    group: drawing,
    does: "lay points on what is near, or not",
    run: () => {
      room.crosshair.snapping = !room.crosshair.snapping;
      room.say(
        room.crosshair.snapping ? "points are laid on what is near" : "points stay where they are put",
      );
    },
  },
  {
    key: "g",
    group: drawing,
    does: "right angles, or free",
    run: () => {
      room.crosshair.square = !room.crosshair.square;
      room.say(room.crosshair.square ? "right angles only" : "any direction");
    },
  },
  { key: "i", group: points, does: "put a point in at the crosshair", run: () => room.hand.insert() },
  { key: "Delete", group: points, does: "delete the point", run: () => room.hand.deleteVertex() },
  { key: ".", group: points, does: "next point", run: () => room.hand.nextVertex(1) },
  { key: ",", group: points, does: "point before", run: () => room.hand.nextVertex(-1) },
  { key: "k", group: points, does: "split the track here", run: () => room.hand.split() },
  { key: "j", group: points, does: "join with the track that ends here", run: () => room.hand.join() },
  { key: "m", group: points, does: "smooth the track through its points", run: () => room.hand.smooth() },
  {
    key: "a",
    group: decide,
    does: "accept the chosen one",
    run: () => {
      if (room.tracks.chosen !== null) void room.tracks.decide([room.tracks.chosen], "accept", null);
    },
  },
  {
    key: "x",
    group: decide,
    does: "reject the chosen one",
    run: () => {
      if (room.tracks.chosen !== null) void room.tracks.decide([room.tracks.chosen], "reject", null);
    },
  },
];

/** Keys that the picture takes while it has the focus; a button or a field keeps its own. In the help by these names. */
export const keysOfPicture: readonly Key[] = [
  ["Arrows", "move the crosshair"],
  ["Shift+Arrows", "move it fast"],
  ["Alt+Arrows", "move it by a pixel"],
  ["+", "nearer, about the crosshair"],
  ["-", "further away"],
  ["Space", "place a point; else choose what is under the crosshair, pick a point up, put it down"],
  ["Enter", "end the track or outline; else put the point down, or change what is chosen"],
  ["Backspace", "take the last point back; else delete the point"],
  ["Escape", "give up what is being drawn; else choose nothing"],
  ["Tab", "next outline; after the last one out of the picture"],
].map(([key = "", does = ""]): Key => ({ key, does, group: "In the picture", run: () => undefined }));

/** What a key does in the picture. True: taken. */
export function pictureKey(room: DrawRoom, event: KeyboardEvent): boolean {
  if (room.crosshair.move(event)) return true;
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  if (room.crosshair.zoom(event.key)) return true;
  switch (event.key) {
    case " ":
      if (room.growing === undefined) room.hand.pick();
      else room.hand.place();
      return true;
    case "Enter":
      if (room.growing !== undefined) room.hand.finish();
      else if (room.held !== null) room.hand.pick();
      else if (room.chosen !== null) room.hand.change();
      else room.hand.pick();
      return true;
    case "Backspace":
      room.hand.back();
      return true;
    case "Escape":
      room.hand.escape();
      return true;
    case "Tab":
      return room.growing === undefined && room.choice.next(event.shiftKey ? -1 : 1);
    default:
      return false;
  }
}
