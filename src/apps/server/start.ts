import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import fastifyStatic from "@fastify/static";
import fastify, { type FastifyInstance } from "fastify";
import { UnavailableError } from "../../base/errors.ts";
import { failureAnswer } from "./failure.ts";
import { closeMovementsDesk } from "./movements/movements-desk.ts";
import { benchFor, closeBlinded } from "./guard/blind.ts";
import {
  mustBeGuarded,
  mustHaveRoles,
  registerGuards,
  serverLimits,
  whoAsks,
  workFor,
  type GuardOptions,
  type RouteGuard,
} from "./guard/guards.ts";
import type { Journal } from "./guard/journal.ts";
import { isStandardService, problemOf } from "./handlers/standards.ts";
import { sweepUploads } from "./handlers/uploads.ts";
import type { Route } from "./route.ts";
import { brokenTextIn } from "./broken-text.ts";
import { routes } from "./routes.ts";
import { shapeOptions } from "./shape-faults.ts";
import { openWorkbench, type Workbench } from "./workbench.ts";

export interface ServeOptions {
  /** The folder of the case. */
  readonly folder: string;
  readonly host: string;
  /** 0: any that is free. */
  readonly port: number;
  /** The folder of the built pages; the program's own where left out. */
  readonly web?: string | undefined;
  readonly now: () => Date;
  /** Told each line of the log. */
  readonly log: (line: string) => void;
  /** Who is let in and how; on loopback alone everybody on this machine where left out. */
  readonly guard?: Omit<GuardOptions, "host">;
}

export interface RunningServer {
  /** Where the workbench is, as http://127.0.0.1:8477. */
  readonly url: string;
  readonly close: () => Promise<void>;
}

const ownPages = fileURLToPath(new URL("../../../dist/web", import.meta.url));

/** Makes a token for somebody, in a file of tokens: the command line reaches the server by this one door. */
export { addToken as makeToken } from "./guard/tokens.ts";

/**
 * Serves the workbench of a case until it is closed.
 * @throws InputError when the folder is no case; UnavailableError when the port is taken or the pages are not built
 */
export async function startServer(options: ServeOptions): Promise<RunningServer> {
  const guard: GuardOptions = { host: options.host, ...options.guard };
  mustBeGuarded(guard);
  mustHaveRoles(routes);
  const pages = options.web ?? ownPages;
  if (!existsSync(join(pages, "index.html")))
    throw new UnavailableError(
      `the pages of the workbench are not built in ${pages}; npm run build builds them`,
      false,
    );
  const bench = await openWorkbench(options.folder, options.now);
  const app = fastify({
    logger: false,
    bodyLimit: 4 * 2 ** 20,
    forceCloseConnections: true,
    routerOptions: { ignoreTrailingSlash: true },
    ajv: shapeOptions,
    ...serverLimits(guard),
  });
  try {
    sweepUploads(bench);
    registerFailures(app, registerGuards(app, guard, options.log, options.now));
    app.addHook("preValidation", (request, _reply, done) => done(brokenTextIn(request.body) ?? undefined));
    for (const route of routes) registerRoute(app, route, bench);
    await registerPages(app, pages);
    const url = await app.listen({ host: options.host, port: options.port });
    return {
      url,
      close: async () => {
        bench.changes.close();
        await app.close();
        closeBlinded(bench);
        await closeMovementsDesk(bench);
        await bench.close();
      },
    };
  } catch (error) {
    await app.close();
    await bench.close();
    if ((error as NodeJS.ErrnoException).code === "EADDRINUSE")
      throw new UnavailableError(`port ${options.port} is in use; --port takes another one`, false, error);
    throw error;
  }
}

function registerRoute(app: FastifyInstance, route: Route, bench: Workbench): void {
  app.route({
    method: route.method,
    url: route.path,
    schema: { ...route.schema },
    config: guardOf(route),
    ...(route.bodyLimit === undefined ? {} : { bodyLimit: route.bodyLimit }),
    handler: async (request, reply) => {
      const gone = new AbortController();
      reply.raw.on("close", () => gone.abort());
      const who = whoAsks(request);
      const asked = {
        params: request.params as Record<string, string>,
        query: request.query as Record<string, string>,
        body: request.body,
        headers: request.headers,
        url: request.url,
        who,
        bench: benchFor(bench, who),
        signal: gone.signal,
        reply,
      };
      try {
        return await workFor(request, () => route.handle(asked));
      } catch (error) {
        if (!isGone(error, gone.signal)) throw error;
        // There is nobody to answer, and nothing failed.
        return reply.hijack();
      }
    },
  });
}

/** What work that is given up throws when the one who asked has gone. */
const isGone = (error: unknown, { aborted }: AbortSignal): boolean =>
  aborted && error instanceof DOMException && error.name === "AbortError";

const guardOf = ({ role, open, cost, stream }: Route): RouteGuard => ({
  role,
  ...(open === undefined ? {} : { open }),
  ...(cost === undefined ? {} : { cost }),
  ...(stream === undefined ? {} : { stream }),
});

function registerFailures(app: FastifyInstance, journal: Journal): void {
  app.setErrorHandler((error, request, reply) => {
    const { status, body } = failureAnswer(error);
    if (status >= 500)
      journal.tell(
        "error",
        {
          method: request.method,
          route: request.routeOptions.url ?? "none",
          status,
          stack: error instanceof Error ? (error.stack ?? error.message) : String(error),
        },
        "Request:Handle:Failed",
      );
    if (isStandardService(request.url))
      void reply.status(status).type("application/problem+json").send(problemOf(status, body));
    else void reply.status(status).send(body);
  });
}

/** The built pages; every address that is neither a route nor a file is one of the workbench's, which reads it itself. */
async function registerPages(app: FastifyInstance, pages: string): Promise<void> {
  await app.register(fastifyStatic, {
    root: pages,
    setHeaders: (reply, path) => {
      // Files under assets/ carry the hash of their content in their name.
      reply.header(
        "cache-control",
        path.includes(join(pages, "assets")) ? "public, max-age=31536000, immutable" : "no-cache",
      );
    },
  });
  app.setNotFoundHandler((request, reply) => {
    const isPage =
      request.method === "GET" &&
      !/^\/(?:api|ogc|stac|assets)(?:\/|$|\?)/.test(request.url) &&
      (request.headers.accept ?? "").includes("text/html");
    if (isPage) return reply.sendFile("index.html");
    return reply.status(404).send({ error: `no ${request.method} ${request.url.slice(0, 200)}` });
  });
}
