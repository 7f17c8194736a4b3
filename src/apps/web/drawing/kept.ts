import { roles } from "../../../sites/counting/site.ts";
import { emptyDrawing, type Draft, type Drawing, type Path, type Standing } from "./drawing.ts";
import type { GroundPoint } from "./ground.ts";

/** A drawing that is not saved yet, as the browser keeps it over a crash. */
export interface KeptDrawing {
  readonly drawing: Drawing;
  /** The newest change of the site's outlines when it was begun. */
  readonly since: number;
  /** The look on which it was drawn. */
  readonly look: string;
  readonly at: string;
}

const format = "yardwatch-drawing/1";

/** Where the browser keeps the unsaved drawing of a site. */
export const keptPlace = (site: string): string => `yardwatch.drawing.${site}`;

/** Keeps an unsaved drawing of a site over a crash; one without drafts is forgotten. Throws where the browser keeps nothing. */
export function keepDrawing(
  storage: Pick<Storage, "setItem" | "removeItem">,
  site: string,
  kept: KeptDrawing,
): void {
  if (kept.drawing.drafts.length === 0) storage.removeItem(keptPlace(site));
  else storage.setItem(keptPlace(site), keptText(kept));
}

export const keptText = (kept: KeptDrawing): string => JSON.stringify({ format, ...kept });

/** The drawing of a text that was kept; null where it is none, of another version or damaged: then nothing of it is used. */
export function keptFrom(text: string | null): KeptDrawing | null {
  if (text === null) return null;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isObject(value) || value["format"] !== format || !isObject(value["drawing"])) return null;
  const { since, look, at } = value;
  const { drafts } = value["drawing"];
  if (typeof since !== "number" || typeof look !== "string" || typeof at !== "string") return null;
  if (!Array.isArray(drafts)) return null;
  const read = drafts.map(draftFrom);
  const sound = read.filter((d) => d !== null);
  if (sound.length !== read.length || sound.length === 0) return null;
  const growing = value["drawing"]["growing"];
  return {
    since,
    look,
    at,
    drawing: {
      ...emptyDrawing,
      drafts: sound,
      growing: typeof growing === "string" && sound.some((d) => d.id === growing) ? growing : null,
    },
  };
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const day = (value: unknown): value is string | null =>
  value === null || (typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value));

function draftFrom(value: unknown): Draft | null {
  if (!isObject(value)) return null;
  const { id, type, areaId, name, validFrom, validTo, approximate, uncertaintyMetres, basis, source } = value;
  const role = roles.find((r) => r === value["role"]);
  const standing = standingFrom(value["standing"]);
  const paths = Array.isArray(value["paths"]) ? value["paths"].map(pathFrom) : [null];
  const sound = paths.filter((p) => p !== null);
  if (typeof id !== "string" || !/^[1-9][0-9]*$/.test(id) || role === undefined || standing === null)
    return null;
  if (type !== "polygons" && type !== "lines") return null;
  if (sound.length !== paths.length || sound.length === 0) return null;
  if (areaId !== null && typeof areaId !== "string") return null;
  if (uncertaintyMetres !== null && typeof uncertaintyMetres !== "number") return null;
  if (typeof name !== "string" || typeof basis !== "string" || typeof source !== "string") return null;
  if (typeof approximate !== "boolean" || !day(validFrom) || !day(validTo)) return null;
  return {
    id,
    standing,
    type,
    paths: sound,
    areaId,
    name,
    role,
    validFrom,
    validTo,
    approximate,
    uncertaintyMetres,
    basis,
    source,
  };
}

function standingFrom(value: unknown): Standing | null {
  if (!isObject(value)) return null;
  const { type, outline } = value;
  if (type === "new") return { type };
  return (type === "correction" || type === "from-day") && typeof outline === "string"
    ? { type, outline }
    : null;
}

function pathFrom(value: unknown): Path | null {
  if (!isObject(value) || !Array.isArray(value["points"]) || typeof value["polygon"] !== "number")
    return null;
  const points = value["points"].filter(
    (p): p is GroundPoint => Array.isArray(p) && p.length === 2 && p.every((n) => Number.isFinite(n)),
  );
  return points.length === value["points"].length && points.length > 0
    ? { points, polygon: value["polygon"] }
    : null;
}
