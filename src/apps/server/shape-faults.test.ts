import fastify from "fastify";
import { Type } from "typebox";
import { expect, test } from "vitest";
import { failureAnswer } from "./failure.ts";
import { shapeOptions } from "./shape-faults.ts";

const app = fastify({ ajv: shapeOptions });
app.setErrorHandler((error, _request, reply) => {
  const { status, body } = failureAnswer(error);
  void reply.status(status).send(body);
});
app.get(
  "/",
  {
    schema: {
      querystring: Type.Object({
        from: Type.Integer({ minimum: 0 }),
        word: Type.Optional(Type.Union(["dark", "matched"].map((word) => Type.Literal(word)))),
        only: Type.Optional(Type.Literal("yes")),
        name: Type.Optional(Type.String({ maxLength: 3 })),
      }),
    },
  },
  () => ({}),
);
app.post("/", { schema: { body: Type.Object({ cells: Type.Object({ note: Type.String() }) }) } }, () => ({}));

const faults = async (url: string): Promise<unknown> =>
  (await app.inject(url)).json<{ faults: unknown }>().faults;
const sent = async (payload: object): Promise<unknown> =>
  (await app.inject({ method: "POST", url: "/", payload })).json<{ faults: unknown }>().faults;

test("what a query has wrong is told by its field, with what was found and all that is allowed", async () => {
  expect(await faults("/?from=2023-09-01T00:00")).toEqual([
    { where: "querystring", field: "from", found: '"2023-09-01T00:00"', allowed: "must be integer" },
  ]);
  expect(await faults("/")).toEqual([
    { where: "querystring", field: "from", found: "nothing", allowed: "a value" },
  ]);
  expect(await faults("/?from=-1")).toEqual([
    { where: "querystring", field: "from", found: "-1", allowed: "must be >= 0" },
  ]);
  expect(await faults("/?from=1&word=__proto__")).toEqual([
    { where: "querystring", field: "word", found: '"__proto__"', allowed: "dark, matched" },
  ]);
  expect(await faults("/?from=1&only=no")).toEqual([
    { where: "querystring", field: "only", found: '"no"', allowed: "yes" },
  ]);
  expect(await faults("/?from=1&name=long")).toMatchObject([{ field: "name", found: '"long"' }]);
  expect(await faults("/?from=1&name=a&name=b")).toMatchObject([{ field: "name", found: "a list" }]);
});

test("so is what a body has wrong, where it lies", async () => {
  expect(await sent([])).toEqual([
    { where: "body", field: "request", found: "a list", allowed: "must be object" },
  ]);
  expect(await sent({ cells: {} })).toEqual([
    { where: "body", field: "cells/note", found: "nothing", allowed: "a value" },
  ]);
  expect(await sent({ cells: { note: {} } })).toEqual([
    { where: "body", field: "cells/note", found: "an object", allowed: "must be string" },
  ]);
});
