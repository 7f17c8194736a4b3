import type { Area, Role } from "../../../sites/counting/site.ts";
import type { GroundPoint } from "./ground.ts";

/** A line, or the ring of a polygon without the repeated last point. */
export interface Path {
  readonly points: readonly GroundPoint[];
  /** Of rings: which polygon of the outline it belongs to; the first ring of each is the outer one. */
  readonly polygon: number;
}

/** How a changed outline stands to the one on record. */
export type Standing =
  /** An area of its own. */
  | { readonly type: "new" }
  /** The same days as the outline on record. */
  | { readonly type: "correction"; readonly outline: string }
  /** Holds from a day, on which the one on record ends. */
  | { readonly type: "from-day"; readonly outline: string };

/** An outline or a track as it is being drawn. Plain data: kept in the browser until it is saved. */
export interface Draft {
  /** Of this drawing: "1", "2" … */
  readonly id: string;
  readonly standing: Standing;
  readonly type: Area["outline"]["type"];
  readonly paths: readonly Path[];
  /** Of the area on record; null: the server makes one of the name. */
  readonly areaId: string | null;
  readonly name: string;
  readonly role: Role;
  readonly validFrom: string | null;
  readonly validTo: string | null;
  readonly approximate: boolean;
  readonly uncertaintyMetres: number | null;
  readonly basis: string;
  readonly source: string;
}

/** One point of the drawing. */
export interface VertexAt {
  readonly draft: string;
  readonly path: number;
  readonly index: number;
}

/** Everything that undo goes back over. */
export interface Drawing {
  readonly drafts: readonly Draft[];
  /** The draft whose last path is being drawn; null while nothing is. */
  readonly growing: string | null;
  readonly chosen: string | null;
  readonly vertex: VertexAt | null;
}

export const emptyDrawing: Drawing = { drafts: [], growing: null, chosen: null, vertex: null };

/** Fewest points of a path. */
export const leastPoints = { polygons: 3, lines: 2 } as const;

export const draftOf = ({ drafts }: Drawing, id: string | null): Draft | undefined =>
  drafts.find((d) => d.id === id);

/** An id that no draft of the drawing has. */
export const newId = ({ drafts }: Drawing): string =>
  String(drafts.reduce((most, d) => Math.max(most, Number(d.id)), 0) + 1);

/** "Track 4" where tracks 1 to 3 are there, drawn or on record. */
export function freeName(word: string, taken: readonly string[]): string {
  const lower = new Set(taken.map((name) => name.trim().toLowerCase()));
  for (let n = 1; ; n++) if (!lower.has(`${word} ${n}`.toLowerCase())) return `${word} ${n}`;
}
