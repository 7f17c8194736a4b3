import { quoted, type Fault } from "../../base/errors.ts";

/** One thing in which a request does not fit the shape of its route, as ajv tells it when it is asked for all it knows. */
export interface ShapeError {
  readonly keyword?: string;
  readonly instancePath?: string;
  readonly message?: string;
  readonly params?: Readonly<Record<string, unknown>>;
  readonly data?: unknown;
}

/** What does not fit, field by field: what was found there and what is allowed. Of words to choose from all are named in one. */
export function shapeFaults(where: string, errors: readonly ShapeError[]): Fault[] {
  const choices = new Map<string, string[]>();
  for (const { keyword, instancePath = "", params } of errors)
    if (keyword === "const")
      choices.set(instancePath, [...(choices.get(instancePath) ?? []), String(params?.["allowedValue"])]);
  const told = new Set<string>();
  return errors.flatMap((error) => {
    const { instancePath = "", keyword } = error;
    const words = choices.get(instancePath);
    if (words === undefined || (keyword !== "const" && keyword !== "anyOf")) return [faultOf(where, error)];
    if (told.has(instancePath)) return [];
    told.add(instancePath);
    return [{ ...faultOf(where, error), allowed: words.join(", ") }];
  });
}

function faultOf(where: string, { keyword, instancePath = "", message, params, data }: ShapeError): Fault {
  const missing = keyword === "required" ? params?.["missingProperty"] : undefined;
  const path = instancePath.split("/").slice(1);
  if (typeof missing === "string") path.push(missing);
  return {
    where,
    field: path.length === 0 ? "request" : quoted(path.join("/")).slice(1, -1),
    found: typeof missing === "string" ? "nothing" : found(data),
    allowed: typeof missing === "string" ? "a value" : (message ?? "what the route describes"),
  };
}

function found(data: unknown): string {
  if (typeof data === "string") return quoted(data);
  if (data === null || data === undefined) return "nothing";
  if (Array.isArray(data)) return "a list";
  return typeof data === "number" || typeof data === "boolean" ? String(data) : "an object";
}

/** What fastify is told so that its errors hold what was found. */
export const shapeOptions = { customOptions: { verbose: true } } as const;
