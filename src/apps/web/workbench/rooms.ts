import type { Component } from "svelte";
import type { RoomName } from "./places.ts";

type Room = Component<{ id: string }>;
type Loaded = Promise<{ readonly default: Room }>;

/** A room that is about nothing in particular: it is given an id like the others and has no use for it. */
const plain = (loaded: Promise<{ readonly default: Component<Record<string, never>> }>): Loaded =>
  loaded as unknown as Loaded;

/** Each room is a part of the script of its own, loaded when it is entered. */
export const rooms: Readonly<Record<RoomName, () => Loaded>> = {
  board: () => plain(import("./rooms/board/index.svelte")),
  map: () => plain(import("./rooms/map/index.svelte")),
  movements: () => plain(import("./rooms/movements/index.svelte")),
  history: () => import("./rooms/history/index.svelte"),
  look: () => import("./rooms/look/index.svelte"),
  draw: () => import("./rooms/draw/index.svelte"),
  count: () => import("./rooms/count/index.svelte"),
  report: () => import("./rooms/report/index.svelte"),
  findings: () => plain(import("./rooms/findings/index.svelte")),
  glossary: () => plain(import("./rooms/glossary/index.svelte")),
  jobs: () => plain(import("./rooms/jobs/index.svelte")),
};
