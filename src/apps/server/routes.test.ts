import { readdirSync } from "node:fs";
import { basename } from "node:path";
import { expect, it } from "vitest";
import type { Route } from "./route.ts";
import { routes } from "./routes.ts";

type Listed = readonly Route[] | ((all: () => readonly Route[]) => readonly Route[]);

it("the server has the routes of every file of the folder, each once", async () => {
  const names = readdirSync(new URL("routes/", import.meta.url)).map((file) => basename(file, ".ts"));
  const modules: Record<string, unknown>[] = await Promise.all(
    names.map((name) => import(`./routes/${name}.ts`)),
  );
  const listed = modules
    .flatMap((module) => Object.entries(module))
    .filter(([name]) => name.endsWith("Routes"))
    .flatMap(([, list]) => {
      const own = list as Listed;
      return typeof own === "function" ? own(() => routes) : own;
    });
  const named = (list: readonly Route[]) => list.map(({ method, path }) => `${method} ${path}`).sort();
  expect(named(routes)).toEqual(named(listed));
  expect(new Set(named(routes)).size).toBe(routes.length);
});
