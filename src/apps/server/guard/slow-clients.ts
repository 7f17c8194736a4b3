import type { FastifyInstance } from "fastify";

/** How long a client may take, in milliseconds, and how many connections there may be at once. */
export const patience = {
  /** For the head of a request. */
  headersMs: 15_000,
  /** How often heads are looked at. */
  checkMs: 5_000,
  /** For a body, from its head on. */
  bodyMs: 30_000,
  /** For a file that is sent up, as a whole. */
  requestMs: 3_600_000,
  keepAliveMs: 20_000,
  mostConnections: 1_000,
} as const;

/** What is sent as a stream of bytes, which its handler reads and watches by itself. */
export const isStream = (type: string | undefined): boolean =>
  type?.startsWith("application/octet-stream") === true;

/**
 * Ends connections that send so slowly that they only hold a place. Node looks at heads; for bodies a timer runs from the head until the
 * body is read.
 */
export function registerPatience(app: FastifyInstance, bodyMs: number): void {
  const timers = new WeakMap<object, NodeJS.Timeout>();
  const stop = (request: object): void => {
    clearTimeout(timers.get(request));
    timers.delete(request);
  };
  app.addHook("onRequest", (request, _reply, done) => {
    const { socket } = request.raw;
    if (request.method !== "GET" && request.method !== "HEAD" && !isStream(request.headers["content-type"]))
      timers.set(request, setTimeout(() => socket.destroy(), bodyMs).unref());
    done();
  });
  app.addHook("preHandler", (request, _reply, done) => {
    stop(request);
    done();
  });
  app.addHook("onResponse", (request, _reply, done) => {
    stop(request);
    done();
  });
}
