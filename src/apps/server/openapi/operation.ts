import type { Route } from "../route.ts";

type Json = Readonly<Record<string, unknown>>;

/** Values that are lists on the wire, parted by commas. */
const lists: Readonly<Record<string, Json>> = {
  bbox: { type: "array", minItems: 4, maxItems: 6, items: { type: "number" } },
  ids: { type: "array", items: { type: "string" } },
  collections: { type: "array", items: { type: "string" } },
};

/** Parameters that a route names in its path. */
export const pathParameters = (path: string): string[] =>
  [...path.matchAll(/:(\w+)/g)].map((m) => m[1] ?? "");

/** "/api/looks/{look}" for "/api/looks/:look". */
export const templateOf = (path: string): string => path.replaceAll(/:(\w+)/g, "{$1}");

/** A schema of a route as plain data. */
export const plainSchema = (schema: unknown): Json => JSON.parse(JSON.stringify(schema ?? {})) as Json;

export const parameterOf = (name: string, place: "path" | "query", schema: Json, required: boolean): Json => {
  const { description, ...rest } = schema;
  const list = place === "query" ? lists[name] : undefined;
  return {
    name,
    in: place,
    ...(typeof description === "string" ? { description } : {}),
    required,
    schema: list ?? (Object.keys(rest).length === 0 ? { type: "string" } : rest),
    ...(place === "query" ? { style: "form", explode: false } : {}),
  };
};

/** The parameters of a route, from its own schema. */
export function parametersOf(route: Route): Json[] {
  const properties = (schema: unknown): Json => (plainSchema(schema)["properties"] ?? {}) as Json;
  const required = new Set((plainSchema(route.schema?.querystring)["required"] ?? []) as string[]);
  const given = properties(route.schema?.params);
  return [
    ...pathParameters(route.path).map((name) => parameterOf(name, "path", (given[name] ?? {}) as Json, true)),
    ...Object.entries(properties(route.schema?.querystring)).map(([name, schema]) =>
      parameterOf(name, "query", schema as Json, required.has(name)),
    ),
  ];
}

/** Which failures a route can answer with, beside its own answer. */
export function failuresOf(route: Route): readonly (readonly [status: string, words: string])[] {
  const writes = route.method !== "GET";
  return [
    ["400", "wrong input"],
    ["401", "no token, or one that is not known"],
    ["403", `the role ${route.role} is needed, or the request comes from another site`],
    ...(route.path.includes(":") ? ([["404", "not there"]] as const) : []),
    ...(writes
      ? ([
          ["409", "somebody changed it first"],
          ["413", "the body is too large"],
          ["415", "the body is not of the kind that is taken"],
        ] as const)
      : []),
    ["429", "too many requests"],
    ["500", "a fault of the server, or damage of the case"],
    ["503", "not now"],
  ];
}

/** "getApiLooksLook": a name for an operation that stays the same while its route does. */
export const operationId = ({ method, path }: Route): string =>
  method.toLowerCase() +
  path
    .split(/[^A-Za-z0-9]+/)
    .filter((part) => part !== "")
    .map((part) => part.slice(0, 1).toUpperCase() + part.slice(1))
    .join("");
