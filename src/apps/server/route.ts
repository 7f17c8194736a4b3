import type { FastifyReply } from "fastify";
import type { TSchema } from "typebox";
import type { Workbench } from "./workbench.ts";

/** From least to most: each may do what those before it may. */
export const roles = ["viewer", "analyst", "owner"] as const;
export type Role = (typeof roles)[number];

/** Who asks. On loopback without tokens: the name that the screen was given, as owner. */
export interface Person {
  readonly name: string;
  readonly role: Role;
}

/** A request as handlers see it; parameters, query and body have been held against the route's schema. */
export interface Asked {
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string | number | boolean | undefined>>;
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** The path with its query, as it was asked for. */
  readonly url: string;
  readonly who: Person;
  readonly bench: Workbench;
  /** Ends when the one who asked has gone. */
  readonly signal: AbortSignal;
  /** For answers that are not JSON: files, ranges, streams. A handler that uses it returns it. */
  readonly reply: FastifyReply;
}

export interface RouteSchema {
  readonly params?: TSchema;
  readonly querystring?: TSchema;
  readonly body?: TSchema;
}

/** What a route answers with, by the kind of its content: told in its definition, and not what the answer is made by. */
export type RouteAnswer = Readonly<Record<string, TSchema>>;
export const json = (shape: TSchema): RouteAnswer => ({ "application/json": shape });

/** One route: what the files of `routes/` list, what OpenAPI describes, what the guards let through. */
export interface Route {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  /** As fastify reads it: "/api/looks/:look". */
  readonly path: string;
  /** The least role that may ask. */
  readonly role: Role;
  readonly summary: string;
  /** True where no token is needed: nothing of the case is in the answer. */
  readonly open?: true;
  /** What one request takes of what a client may ask for; 1 for reading and 3 for the rest where left out. */
  readonly cost?: number;
  /** True where the body is a stream of bytes, which the handler reads. */
  readonly stream?: true;
  readonly schema?: RouteSchema;
  readonly answer?: RouteAnswer;
  /** Largest body in bytes; the server's default where left out. */
  readonly bodyLimit?: number;
  readonly handle: (asked: Asked) => unknown;
}
