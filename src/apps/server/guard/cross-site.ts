import { RefusedError } from "./refused.ts";

/** What is asked of a request to know where it comes from. */
export interface Incoming {
  readonly method: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** The origin that this server is reached by: "http://127.0.0.1:8477". */
  readonly origin: string;
  /** True where the body is a file's bytes and no JSON. */
  readonly isStream: boolean;
}

const reads = new Set(["GET", "HEAD", "OPTIONS"]);
/** What a body may be. A form of another site can send neither without asking first, and is never answered when it asks. */
const jsonBody = /^application\/json\s*(?:;|$)/i;
const streamBody = /^application\/octet-stream\s*(?:;|$)/i;

/**
 * Turns away what a page of another site sends on somebody's behalf: everything that may change something, and reading by script or as a
 * part of that page too. A link that is followed to an address of this server is let through. Programs that are no browsers say nothing
 * of where they come from, and are let through.
 * @throws RefusedError 403, or 415 for a body that is no JSON
 */
export function mustBeOwnSite({ method, headers, origin, isStream }: Incoming): void {
  const site = headers["sec-fetch-site"];
  const foreign = site !== undefined && site !== "same-origin" && site !== "none";
  const isRead = reads.has(method);
  const followed =
    isRead && headers["sec-fetch-mode"] === "navigate" && headers["sec-fetch-dest"] === "document";
  if (foreign && !followed) throw new RefusedError(403, "the request comes from another site");
  if (isRead) return;
  const from = headers["origin"];
  if (from !== undefined && from !== origin)
    throw new RefusedError(403, "the request comes from another origin");
  const type = headers["content-type"];
  if (typeof type !== "string" || !(isStream ? streamBody : jsonBody).test(type))
    throw new RefusedError(
      415,
      isStream
        ? "what is sent must be application/octet-stream: the bytes of the file"
        : "what is sent must be application/json, also where it is empty: {}",
    );
}
