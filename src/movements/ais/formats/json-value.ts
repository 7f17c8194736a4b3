/** An object out of somebody's JSON. */
export type JsonObject = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A member that is an object; an empty one otherwise. */
export function objectIn(value: JsonObject, name: string): JsonObject {
  const member = Object.hasOwn(value, name) ? value[name] : undefined;
  return isObject(member) ? member : {};
}

/** A member that is a number, or a text that is one; NaN otherwise. */
export function numberIn(value: JsonObject, name: string): number {
  const member = Object.hasOwn(value, name) ? value[name] : undefined;
  if (typeof member === "number") return member;
  return typeof member === "string" && member.trim() !== "" ? Number(member) : Number.NaN;
}

/** A member that is a text; empty otherwise. */
export function textIn(value: JsonObject, name: string): string {
  const member = Object.hasOwn(value, name) ? value[name] : undefined;
  return typeof member === "string" ? member : "";
}
