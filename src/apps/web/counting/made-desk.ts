import type { CountingScreen } from "../../../findings/screens/counting.ts";
import type { Mark } from "../../../sites/counting/mark.ts";
import { knotMetres } from "../../../sites/tracks/picture-reading.ts";
import type { TrackWay } from "../../../sites/tracks/strips/track-way.ts";
import { CountingDesk } from "./desk.ts";
import { CountingSession } from "./session.ts";
import type { CountingTrack } from "./tracks.ts";

/** Tracks that run east, so many metres apart; the plane is that of the marks. */
export function madeTrack(
  id: string,
  north: number,
  metres = 500,
  seen: readonly [number, number] = [0, metres],
): CountingTrack {
  const count = metres / knotMetres + 1;
  const way: TrackWay = {
    metres,
    knots: Float64Array.from({ length: 2 * count }, (_, i) => (i % 2 === 0 ? i : north)),
    rights: Float64Array.from({ length: 2 * count }, (_, i) => (i % 2 === 0 ? 0 : -1)),
  };
  return {
    id,
    area: id,
    name: id,
    gauge: "1520",
    from: "drawn",
    metres,
    seen,
    way,
    pieces: [],
    elsewhere: [],
    box: { west: 0, south: north, east: metres, north },
  };
}

const tracks = [madeTrack("north", 10), madeTrack("south", 0)];

interface Opening {
  readonly pass?: string;
  readonly marks?: readonly Mark[];
  readonly state?: CountingScreen["state"];
  readonly on?: readonly CountingTrack[];
}

/** A desk over two tracks with a count of railcars, and what it told. */
export function madeDesk({ pass = "1", marks = [], state = "open", on = tracks }: Opening = {}) {
  const told: string[] = [];
  let key = 0;
  let desk: CountingDesk | null = null;
  const session = new CountingSession(
    {
      look: "look",
      kind: "railcar",
      by: "A",
      pass,
      byMachine: false,
      review: pass === "review",
      state,
      finishedAt: null,
      seen: 0,
      marks,
      machine: null,
      actions: [],
    },
    { newKey: () => `key-${++key}`, now: () => 0, send: () => undefined, changed: () => desk?.refresh() },
  );
  desk = new CountingDesk({
    session,
    tracks: on,
    toPlane: (p) => p,
    toPosition: (p) => p,
    inPixels: true,
    sampleDistanceMetres: 1,
    profileAt: () => null,
    changed: () => undefined,
    told: (words) => told.push(words),
  });
  return { desk, session, told };
}

/** Marks by the machine on the southern track. */
export const proposedMarks = (number: number): Mark[] =>
  Array.from({ length: number }, (_, i): Mark => ({
    id: `machine-${i}`,
    lookId: "look",
    areaId: null,
    trackId: "south",
    kind: "boxcar",
    cover: "closed",
    outline: [
      [14 * i, -1.6],
      [14 * i + 13, -1.6],
      [14 * i + 13, 1.6],
      [14 * i, 1.6],
      [14 * i, -1.6],
    ],
    inPixels: true,
    number: 1,
    probability: 0.9,
    marker: { type: "machine", name: "net" },
    pass: "reading",
    state: "proposed",
    replaces: [],
    note: "",
  }));
