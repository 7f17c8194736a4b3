import {
  collectionKinds,
  type CollectionKind,
  type Property,
} from "../../../findings/exchange/ogc/collections.ts";
import { filtersOf } from "../../../findings/exchange/ogc/items-query.ts";
import { program } from "../../../system/program.ts";
import type { Route } from "../route.ts";
import { problemSchema } from "./failure-schema.ts";
import { failuresOf, operationId, parameterOf, parametersOf, plainSchema, templateOf } from "./operation.ts";

type Json = Readonly<Record<string, unknown>>;

/** One of the open services as OpenAPI 3.0, which their standards name, made of its routes. Paths are seen from its own address. */
export function serviceApi(routes: readonly Route[], service: "ogc" | "stac", title: string, base: string) {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const route of routes) {
    if (route.path !== `/${service}` && !route.path.startsWith(`/${service}/`)) continue;
    const own = route.path.slice(service.length + 1);
    for (const { path, operation } of operationsOf(route, own === "" ? "/" : own, service)) {
      const known = (paths[path] ??= {});
      known[route.method.toLowerCase()] = operation;
    }
  }
  return {
    openapi: "3.0.3",
    info: { title, version: program().replace(/^\S+\s+/, ""), license: { name: "Apache-2.0" } },
    servers: [{ url: base }],
    security: [{ token: [] }, {}],
    paths,
    components: {
      securitySchemes: { token: { type: "http", scheme: "bearer" } },
      schemas: { Problem: problemSchema },
    },
  };
}

/** The operation of a route; of a collection's items one for each collection, since each has properties of its own. */
function operationsOf(route: Route, own: string, service: "ogc" | "stac") {
  if (service !== "ogc" || !own.startsWith("/collections/:collection"))
    return [{ path: templateOf(own), operation: operation(route, own, parametersOf(route).map(in30)) }];
  return collectionKinds.map((kind) => {
    const path = own.replace(":collection", kind.id);
    const parameters = parametersOf(route)
      .filter((p) => p["name"] !== "collection")
      .map(in30);
    const filters = own.endsWith("/items") ? filtersOf(kind).map(filterParameter) : [];
    return { path: templateOf(path), operation: operation(route, path, [...parameters, ...filters], kind) };
  });
}

const filterParameter = ({ name, about, type }: Property): Json =>
  parameterOf(name, "query", { type, description: `only features of which this is so: ${about}` }, false);

function operation(route: Route, path: string, parameters: readonly Json[], kind?: CollectionKind): Json {
  const body = route.schema?.body;
  const isFeatures = /\/items(?:\/|$)|\/search$/.test(path);
  return {
    operationId: operationId(route) + (kind === undefined ? "" : `Of${kind.id}`),
    summary: kind === undefined ? route.summary : `${kind.title}: ${route.summary}`,
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(body === undefined
      ? {}
      : {
          requestBody: {
            required: true,
            content: { "application/json": { schema: in30(plainSchema(body)) } },
          },
        }),
    responses: {
      "200": {
        description: "the answer",
        content: {
          [isFeatures ? "application/geo+json" : "application/json"]: { schema: { type: "object" } },
        },
      },
      ...Object.fromEntries(
        failuresOf(route).map(([status, description]) => [
          status,
          {
            description,
            content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
          },
        ]),
      ),
    },
  };
}

/** A schema of 2020-12 in the words of OpenAPI 3.0: one value is a list of one, no value is any. */
function in30<T>(schema: T): T {
  if (Array.isArray(schema)) return schema.map(in30) as T;
  if (typeof schema !== "object" || schema === null) return schema;
  const entries = Object.entries(schema).map(([name, value]): [string, unknown] =>
    name === "const" ? ["enum", [value]] : [name, in30(value)],
  );
  return Object.fromEntries(entries) as T;
}
