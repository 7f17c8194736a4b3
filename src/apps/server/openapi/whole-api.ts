import { program } from "../../../system/program.ts";
import type { Route } from "../route.ts";
import { failureSchema } from "./failure-schema.ts";
import { failuresOf, operationId, parametersOf, plainSchema, templateOf } from "./operation.ts";

/** Every route of the server as OpenAPI 3.1, made of the routes themselves. */
export function wholeApi(routes: readonly Route[], origin: string) {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const route of routes) {
    const path = (paths[templateOf(route.path)] ??= {});
    path[route.method.toLowerCase()] = operationOf(route);
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Yardwatch workbench",
      version: program().replace(/^\S+\s+/, ""),
      description:
        "Every route that the server has. Roles: a viewer reads, an analyst also marks, counts and drafts, an owner may do everything. On loopback without tokens everybody is owner.",
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    servers: [{ url: origin }],
    security: [{ token: [] }, { session: [] }],
    paths,
    components: {
      securitySchemes: {
        token: { type: "http", scheme: "bearer", description: "a token of the file that --tokens names" },
        session: {
          type: "apiKey",
          in: "cookie",
          name: "yardwatch",
          description: "what POST /api/session gives for a token",
        },
      },
      schemas: { Failure: failureSchema },
    },
  };
}

function operationOf(route: Route) {
  const parameters = parametersOf(route);
  const body = route.schema?.body;
  const content = Object.entries(route.answer ?? {}).map(([type, schema]) => [
    type,
    { schema: plainSchema(schema) },
  ]);
  return {
    operationId: operationId(route),
    summary: route.summary,
    tags: [route.path.split("/").slice(1, 3).join("/")],
    "x-yardwatch-role": route.role,
    ...(route.open === true ? { security: [] } : {}),
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(body === undefined
      ? {}
      : { requestBody: { required: true, content: { "application/json": { schema: plainSchema(body) } } } }),
    ...(route.stream === true
      ? {
          requestBody: {
            required: true,
            content: { "application/octet-stream": { schema: { type: "string", format: "binary" } } },
          },
        }
      : {}),
    responses: {
      "200": {
        description: "the answer",
        ...(content.length === 0 ? {} : { content: Object.fromEntries(content) }),
      },
      ...Object.fromEntries(
        failuresOf(route).map(([status, description]) => [
          status,
          {
            description,
            content: { "application/json": { schema: { $ref: "#/components/schemas/Failure" } } },
          },
        ]),
      ),
    },
  };
}
