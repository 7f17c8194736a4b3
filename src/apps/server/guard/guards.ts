import type { FastifyInstance } from "fastify";
import type { Person } from "../route.ts";

export interface GuardOptions {
  readonly host: string;
}

const policy = [
  "default-src 'self'",
  "img-src 'self' blob: data:",
  "media-src 'self' blob:",
  "worker-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** Puts the guards before every route. */
export function registerGuards(app: FastifyInstance, _options: GuardOptions): void {
  app.addHook("onRequest", (_request, reply, done) => {
    reply.headers({
      "content-security-policy": policy,
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-resource-policy": "same-origin",
    });
    done();
  });
}

/** Who asks: on loopback without tokens the name that the screen was given. */
export function personOf(headers: Readonly<Record<string, string | string[] | undefined>>): Person {
  const given = headers["x-yardwatch-by"];
  let name = "";
  try {
    name = typeof given === "string" ? decodeURIComponent(given).trim().slice(0, 200) : "";
  } catch {
    // A name that cannot be read is no name; what needs one says so.
  }
  return { name, role: "owner" };
}
