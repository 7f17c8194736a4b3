import {
  draftOf,
  leastPoints,
  newId,
  type Draft,
  type Drawing,
  type Path,
  type VertexAt,
} from "./drawing.ts";
import { nearestEdge } from "./find.ts";
import { distance, type GroundPoint } from "./ground.ts";
import { smoothed } from "./smooth.ts";

/*
 * Every way to change a drawing. Each gives the changed drawing, or the same one where there is nothing to change: then it is no step to undo.
 */

/** What a new draft begins with. */
export type NewDraft = Omit<Draft, "id" | "paths">;

/** Begins an outline or a track with its first point. */
export function begun(drawing: Drawing, draft: NewDraft, at: GroundPoint): Drawing {
  const id = newId(drawing);
  return {
    drafts: [...drawing.drafts, { ...draft, id, paths: [{ points: [at], polygon: 0 }] }],
    growing: id,
    chosen: id,
    vertex: { draft: id, path: 0, index: 0 },
  };
}

/** Takes an outline on record into the drawing, to be changed. */
export function taken(drawing: Drawing, draft: NewDraft & Pick<Draft, "paths">): Drawing {
  const id = newId(drawing);
  return { drafts: [...drawing.drafts, { ...draft, id }], growing: null, chosen: id, vertex: null };
}

/** Adds a point to what is being drawn. One on the point before is no point. */
export function placed(drawing: Drawing, at: GroundPoint): Drawing {
  const draft = draftOf(drawing, drawing.growing);
  const path = draft?.paths.at(-1);
  if (draft === undefined || path === undefined) return drawing;
  const last = path.points.at(-1);
  if (last !== undefined && distance(last, at) < 0.01) return drawing;
  const [first] = path.points;
  // The first point again closes a ring.
  if (
    draft.type === "polygons" &&
    path.points.length >= leastPoints.polygons &&
    first !== undefined &&
    distance(first, at) < 0.01
  )
    return finished(drawing);
  const points = [...path.points, at];
  return {
    ...withPath(drawing, draft, draft.paths.length - 1, points),
    vertex: { draft: draft.id, path: draft.paths.length - 1, index: points.length - 1 },
  };
}

/** Takes back the last point of what is being drawn; with its only point the draft goes. */
export function unplaced(drawing: Drawing): Drawing {
  const draft = draftOf(drawing, drawing.growing);
  const path = draft?.paths.at(-1);
  if (draft === undefined || path === undefined) return drawing;
  if (path.points.length > 1)
    return {
      ...withPath(drawing, draft, draft.paths.length - 1, path.points.slice(0, -1)),
      vertex: { draft: draft.id, path: draft.paths.length - 1, index: path.points.length - 2 },
    };
  return dropped(drawing, draft.id);
}

/** Ends what is being drawn; null where it has too few points yet. */
export function finishedOrNull(drawing: Drawing): Drawing | null {
  const draft = draftOf(drawing, drawing.growing);
  const path = draft?.paths.at(-1);
  if (draft === undefined || path === undefined) return null;
  if (path.points.length < leastPoints[draft.type]) return null;
  return { ...drawing, growing: null, vertex: null };
}

const finished = (drawing: Drawing): Drawing => finishedOrNull(drawing) ?? drawing;

/** Takes a draft out of the drawing. */
export const dropped = (drawing: Drawing, id: string): Drawing => ({
  drafts: drawing.drafts.filter((d) => d.id !== id),
  growing: drawing.growing === id ? null : drawing.growing,
  chosen: drawing.chosen === id ? null : drawing.chosen,
  vertex: drawing.vertex?.draft === id ? null : drawing.vertex,
});

/** Changes what is said of a draft, not its points. */
export function described(
  drawing: Drawing,
  id: string,
  change: Partial<Omit<Draft, "id" | "paths">>,
): Drawing {
  const draft = draftOf(drawing, id);
  if (draft === undefined) return drawing;
  const next = { ...draft, ...change };
  return JSON.stringify(next) === JSON.stringify(draft) ? drawing : withDraft(drawing, next);
}

export function moved(drawing: Drawing, at: VertexAt, to: GroundPoint): Drawing {
  const draft = draftOf(drawing, at.draft);
  const points = draft?.paths[at.path]?.points;
  const before = points?.[at.index];
  if (draft === undefined || points === undefined || before === undefined) return drawing;
  if (before[0] === to[0] && before[1] === to[1]) return drawing;
  return { ...withPath(drawing, draft, at.path, points.with(at.index, to)), vertex: at };
}

/** Puts a point on the nearest edge of a draft. */
export function inserted(drawing: Drawing, id: string, at: GroundPoint): Drawing {
  const draft = draftOf(drawing, id);
  const edge = draft === undefined ? null : nearestEdge(draft, at);
  if (draft === undefined || edge === null || edge.share === 0 || edge.share === 1) return drawing;
  const points = draft.paths[edge.path]?.points ?? [];
  return {
    ...withPath(drawing, draft, edge.path, points.toSpliced(edge.index + 1, 0, edge.point)),
    chosen: id,
    vertex: { draft: id, path: edge.path, index: edge.index + 1 },
  };
}

/** Takes a point away; a path that would have too few is left as it is. */
export function deleted(drawing: Drawing, at: VertexAt): Drawing {
  const draft = draftOf(drawing, at.draft);
  const points = draft?.paths[at.path]?.points;
  if (draft === undefined || points === undefined || points.length <= leastPoints[draft.type]) return drawing;
  return {
    ...withPath(drawing, draft, at.path, points.toSpliced(at.index, 1)),
    vertex: { ...at, index: Math.max(0, Math.min(at.index, points.length - 2)) },
  };
}

/** Parts a track at one of its inner points into two tracks; the second is an area of its own. */
export function split(drawing: Drawing, at: VertexAt, name: string): Drawing {
  const draft = draftOf(drawing, at.draft);
  const points = draft?.paths[at.path]?.points;
  if (draft === undefined || points === undefined || draft.type !== "lines") return drawing;
  if (at.index < 1 || at.index > points.length - 2) return drawing;
  const next = withPath(drawing, draft, at.path, points.slice(0, at.index + 1));
  const rest: Draft = {
    ...draft,
    id: newId(drawing),
    standing: { type: "new" },
    areaId: null,
    name,
    paths: [{ points: points.slice(at.index), polygon: 0 }],
  };
  return { ...next, drafts: [...next.drafts, rest], chosen: rest.id, vertex: null };
}

/**
 * Joins a track with another one whose end lies near one of its ends; the other one goes.
 * @param withinMetres how near the ends must be
 */
export function joined(drawing: Drawing, id: string, withinMetres: number): Drawing {
  const draft = draftOf(drawing, id);
  const [path, more] = draft?.paths ?? [];
  if (draft === undefined || path === undefined || more !== undefined || draft.type !== "lines")
    return drawing;
  const [first, last] = [path.points[0], path.points.at(-1)];
  if (first === undefined || last === undefined) return drawing;
  let best: {
    readonly metres: number;
    readonly other: Draft;
    readonly points: readonly GroundPoint[];
  } | null = null;
  for (const other of drawing.drafts) {
    const [own, second] = other.paths;
    if (other.id === id || other.type !== "lines" || own === undefined || second !== undefined) continue;
    // An outline on record cannot be joined away: it is withdrawn or ended by itself.
    if (other.standing.type !== "new") continue;
    const back = own.points.toReversed();
    const [begin, end] = [own.points[0], own.points.at(-1)];
    if (begin === undefined || end === undefined) continue;
    for (const [metres, points] of [
      [distance(last, begin), [...path.points, ...own.points]],
      [distance(last, end), [...path.points, ...back]],
      [distance(first, end), [...own.points, ...path.points]],
      [distance(first, begin), [...back, ...path.points]],
    ] as const)
      if (metres <= withinMetres && (best === null || metres < best.metres)) best = { metres, other, points };
  }
  if (best === null) return drawing;
  const points = best.points.filter((p, i, all) => i === 0 || distance(p, all[i - 1] ?? p) > 0.01);
  return { ...withPath(dropped(drawing, best.other.id), draft, 0, points), chosen: id, vertex: null };
}

/** Lays smooth curves through the points of a track. */
export function smoothedDraft(drawing: Drawing, id: string): Drawing {
  const draft = draftOf(drawing, id);
  if (draft === undefined || draft.type !== "lines") return drawing;
  const paths = draft.paths.map((path): Path => ({ ...path, points: smoothed(path.points) }));
  return paths.every((p, i) => p.points === draft.paths[i]?.points)
    ? drawing
    : { ...withDraft(drawing, { ...draft, paths }), vertex: null };
}

const withDraft = (drawing: Drawing, next: Draft): Drawing => ({
  ...drawing,
  drafts: drawing.drafts.map((d) => (d.id === next.id ? next : d)),
});

function withPath(drawing: Drawing, draft: Draft, path: number, points: readonly GroundPoint[]): Drawing {
  return withDraft(drawing, {
    ...draft,
    paths: draft.paths.map((p, i) => (i === path ? { ...p, points } : p)),
  });
}
