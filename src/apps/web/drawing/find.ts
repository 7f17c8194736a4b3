import { draftOf, type Draft, type Drawing, type VertexAt } from "./drawing.ts";
import { distance, nearestOn, segmentsOf, type GroundPoint } from "./ground.ts";

/** The edge of a draft that is nearest to a point. */
export function nearestEdge(draft: Pick<Draft, "type" | "paths">, at: GroundPoint) {
  let best: {
    readonly path: number;
    readonly index: number;
    readonly point: GroundPoint;
    readonly metres: number;
    readonly share: number;
  } | null = null;
  for (const [path, { points }] of draft.paths.entries())
    for (const { index, from, to } of segmentsOf(points, draft.type === "polygons")) {
      const found = nearestOn(from, to, at);
      if (best === null || found.metres < best.metres) best = { path, index, ...found };
    }
  return best;
}

/** The vertex of a draft nearest to a point, within so many metres. */
export function nearestVertex(draft: Draft, at: GroundPoint, withinMetres: number): VertexAt | null {
  let best: { readonly metres: number; readonly at: VertexAt } | null = null;
  for (const [path, { points }] of draft.paths.entries())
    for (const [index, point] of points.entries()) {
      const metres = distance(point, at);
      if (metres <= withinMetres && (best === null || metres < best.metres))
        best = { metres, at: { draft: draft.id, path, index } };
    }
  return best?.at ?? null;
}

/** The vertex after another one of its draft, round and round; the first where none is chosen. */
export function vertexAfter(draft: Draft, at: VertexAt | null, step: 1 | -1): VertexAt | null {
  const all = draft.paths.flatMap(({ points }, path) =>
    points.map((_, index): VertexAt => ({ draft: draft.id, path, index })),
  );
  const now = at === null ? -1 : all.findIndex((v) => v.path === at.path && v.index === at.index);
  const next = now === -1 ? (step === 1 ? 0 : all.length - 1) : (now + step + all.length) % all.length;
  return all[next] ?? null;
}

export const pointAt = (drawing: Drawing, at: VertexAt | null): GroundPoint | null =>
  at === null ? null : (draftOf(drawing, at.draft)?.paths[at.path]?.points[at.index] ?? null);
