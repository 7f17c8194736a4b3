import type { FastifyInstance, FastifyRequest } from "fastify";
import { InputError, quoted } from "../../../base/errors.ts";
import { roles, type Person, type Route } from "../route.ts";
import { mustBeOwnSite } from "./cross-site.ts";
import { openDoors, type Doors } from "./doors.ts";
import { answerHeaders } from "./headers.ts";
import { hostRule, isLoopback, mustBeKnownHost } from "./hosts.ts";
import { openJournal, type Journal } from "./journal.ts";
import { openRates, type Rate } from "./rates.ts";
import { RefusedError } from "./refused.ts";
import { openShares } from "./shares.ts";
import { patience, registerPatience } from "./slow-clients.ts";

export interface GuardOptions {
  /** What the server listens on. */
  readonly host: string;
  /** A file of tokens; needed beyond loopback and behind a proxy. */
  readonly tokens?: string | undefined;
  /** Believes X-Forwarded-* of a proxy on this machine. */
  readonly behindProxy?: boolean | undefined;
  /** Names that the server is asked under, beside those of loopback. */
  readonly names?: readonly string[] | undefined;
  /** Lets catalogues of private networks be pulled from. */
  readonly privateCatalogues?: boolean | undefined;
  readonly rate?: Rate | undefined;
  /** How long a client may take for a body and for a head, in milliseconds. */
  readonly bodyMs?: number | undefined;
  readonly headersMs?: number | undefined;
}

/** What handlers may know of the guards. */
export interface GuardFacts {
  readonly doors: Doors;
  readonly privateCatalogues: boolean;
}

/** A client's requests: a screen of pictures asks for hundreds at once. */
const usualRate: Rate = { burst: 3_000, perSecond: 300 };
/** Answers that one client may wait for at once; streams of changes too. */
const mostAtOnce = 100;

/** What fastify must be made with for the guards. */
export const serverLimits = ({ behindProxy = false, headersMs = patience.headersMs }: GuardOptions) => ({
  trustProxy: behindProxy ? "loopback" : false,
  requestTimeout: patience.requestMs,
  keepAliveTimeout: patience.keepAliveMs,
  http: {
    headersTimeout: headersMs,
    connectionsCheckingInterval: Math.min(headersMs, patience.checkMs),
    maxHeaderSize: 16 * 1024,
  },
});

/** @throws InputError for wishes that would let in whoever finds the port */
export function mustBeGuarded({ host, tokens, behindProxy = false }: GuardOptions): void {
  if (tokens !== undefined) return;
  if (!isLoopback(host))
    throw InputError.of(
      "serve",
      "--host",
      quoted(host),
      "127.0.0.1, or with --tokens FILE any address of this machine",
    );
  if (behindProxy) throw InputError.of("serve", "--behind-proxy", "no tokens", "--tokens FILE with it");
}

/** @throws RangeError for a route that does not say who may ask, which would be a fault of this program */
export function mustHaveRoles(routes: readonly Route[]): void {
  for (const { method, path, role } of routes)
    if (!roles.includes(role)) throw new RangeError(`${method} ${path} does not say which role may ask`);
}

const askers = new WeakMap<FastifyRequest, Person>();
const facts = new WeakMap<FastifyRequest, GuardFacts>();
const spending = new WeakMap<FastifyRequest, (ms: number) => void>();

/** Does the work of a request and takes the time that it held the thread out of its client's share. */
export function workFor<T>(request: FastifyRequest, work: () => T): T {
  const began = performance.now();
  try {
    return work();
  } finally {
    spending.get(request)?.(performance.now() - began);
  }
}

/** Who asks. Known from the guards on, before any handler. */
export function whoAsks(request: FastifyRequest): Person {
  const who = askers.get(request);
  if (who === undefined) throw new RangeError("a request that passed no guard");
  return who;
}

/** The guards of the server that a request came to. */
export function guardsOf(request: FastifyRequest): GuardFacts {
  const found = facts.get(request);
  if (found === undefined) throw new RangeError("a request that passed no guard");
  return found;
}

/** What a route says to the guards. */
export interface RouteGuard {
  readonly role: Route["role"];
  readonly open?: boolean;
  readonly cost?: number;
  readonly stream?: boolean;
}

/** Puts the guards before every route. @throws InputError as `openDoors` */
export function registerGuards(
  app: FastifyInstance,
  options: GuardOptions,
  log: (line: string) => void,
  now: () => Date,
): Journal {
  // Waiting is measured by a clock that nobody sets.
  const ms = (): number => performance.now();
  const journal = openJournal(log, now);
  const doors = openDoors(options.tokens, ms);
  const names = hostRule(options.host, doors.needTokens, options.names ?? []);
  const rates = openRates(options.rate ?? usualRate, ms);
  const shares = openShares(ms);
  const atOnce = new Map<string, number>();
  const fact: GuardFacts = { doors, privateCatalogues: options.privateCatalogues === true };
  app.server.maxConnections = patience.mostConnections;
  // A form of another site can send plain text without asking first.
  app.removeContentTypeParser("text/plain");
  app.addContentTypeParser("application/octet-stream", (_request, payload, done) => done(null, payload));
  registerPatience(app, options.bodyMs ?? patience.bodyMs);

  app.addHook("onRequest", (request, reply, done) => {
    reply.headers(answerHeaders);
    facts.set(request, fact);
    const route = request.routeOptions.config as Partial<RouteGuard>;
    try {
      mustBeKnownHost(names, request.host);
      mustBeOwnSite({
        method: request.method,
        headers: request.headers,
        origin: `${request.protocol}://${request.host}`,
        isStream: route.stream === true,
      });
      const cost = route.cost ?? (request.method === "GET" ? 1 : 3);
      const who = admitted(doors, request, route, (client) => rates.take(client, cost));
      askers.set(request, who);
      const client = clientOf(doors, who, request);
      if (route.role !== undefined) shares.admit(client);
      spending.set(request, (spent) => shares.spent(client, spent));
      const waiting = (atOnce.get(client) ?? 0) + 1;
      if (waiting > mostAtOnce) throw new RefusedError(429, "too many requests at once", 1);
      atOnce.set(client, waiting);
      reply.raw.once("close", () => {
        const left = (atOnce.get(client) ?? 1) - 1;
        if (left > 0) atOnce.set(client, left);
        else atOnce.delete(client);
      });
      done();
    } catch (error) {
      if (error instanceof RefusedError) {
        if (error.retryAfterSeconds !== null) reply.header("retry-after", error.retryAfterSeconds);
        // In a flood this is the answer that is given most: it goes out the shortest way.
        if (error.statusCode === 429)
          return void reply
            .code(429)
            .send({ error: error.message, status: 429, title: "Too Many Requests", tryAgain: true });
        if (error.statusCode === 401) reply.header("www-authenticate", 'Bearer realm="yardwatch"');
      }
      done(error as Error);
    }
  });
  app.addHook("onResponse", (request, reply, done) => {
    tellOf(journal, request, reply.statusCode, reply.elapsedTime);
    done();
  });
  return journal;
}

/** Who is let in to a route. @throws RefusedError for who is not */
function admitted(
  doors: Doors,
  request: FastifyRequest,
  route: Partial<RouteGuard>,
  take: (client: string) => void,
): Person {
  let who: Person | null = null;
  try {
    who = doors.personOf(request);
  } catch (error) {
    // Whoever guesses tokens pays for it like for any other request.
    take(`address ${request.ip}`);
    throw error;
  }
  take(clientOf(doors, who, request));
  // Pages and what does not exist have no role: there is nothing of the case in them.
  if (who === null && route.role !== undefined && route.open !== true)
    throw new RefusedError(401, "this server asks for a token");
  const asked = who ?? { name: "", role: "viewer" as const };
  if (route.role !== undefined && roles.indexOf(asked.role) < roles.indexOf(route.role))
    throw new RefusedError(403, `only an ${route.role} may do this; ${quoted(asked.name)} is ${asked.role}`);
  return asked;
}

/** Whose bucket a request is taken from: the holder of a token has one, wherever they ask from. */
const clientOf = ({ needTokens }: Doors, who: Person | null, { ip }: FastifyRequest): string =>
  needTokens && who !== null && who.name !== "" ? `holder ${who.name}` : `address ${ip}`;

/** Refusals and writes, who did them and how they ended. Reading is not written down. */
function tellOf(journal: Journal, request: FastifyRequest, status: number, elapsedMs: number): void {
  const { role } = request.routeOptions.config as Partial<RouteGuard>;
  const entry = {
    method: request.method,
    // The route, not the address: an address may hold what nobody should read in a log.
    route: request.routeOptions.url ?? "none",
    status,
    who: askers.get(request)?.name ?? "",
    from: request.ip,
    ms: Math.round(elapsedMs),
  };
  const { authorization, cookie } = request.headers;
  // A browser that comes for the first time asks before it can know that it must sign in.
  if (status === 401 && request.method === "GET" && authorization === undefined && cookie === undefined)
    journal.tell("info", entry, "Request:Ask:NotSignedIn");
  else if ([401, 403, 413, 415, 421, 429].includes(status))
    journal.tell("warn", entry, "Request:Ask:Refused");
  else if (request.method !== "GET" && request.method !== "HEAD" && role !== undefined && role !== "viewer")
    journal.tell("info", entry, `Request:Write:${status < 400 ? "Done" : "Failed"}`);
}
