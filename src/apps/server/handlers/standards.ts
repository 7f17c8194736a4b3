import { mustBeJson, onlyKnown, type WireQuery } from "../../../findings/exchange/wire-query.ts";
import type { FailureBody } from "../failure.ts";
import type { Asked } from "../route.ts";

/** The address that the client reached this server by, without a slash at its end. The guard has held the host against what is allowed. */
export const originOf = ({ reply: { request } }: Asked): string => `${request.protocol}://${request.host}`;

/** The parameters of the address, in order, none dropped: the standards have unknown ones refused. */
export function wireQuery({ url }: Asked): WireQuery {
  const at = url.indexOf("?");
  return at < 0 ? [] : [...new URLSearchParams(url.slice(at + 1))];
}

/** Refuses parameters on documents that have none but the format. */
export function mustBePlain(asked: Asked): void {
  const where = "this document";
  mustBeJson(onlyKnown(wireQuery(asked), ["f"], where).get("f"), where);
}

/** Sends a document with its media type as it is written: some clients compare it letter by letter, and fastify would add to it. */
export const sendAs = ({ reply }: Asked, type: string, document: object) =>
  reply.header("content-type", type).send(Buffer.from(JSON.stringify(document)));

/** True for addresses of the services whose failures are told as problems of RFC 9457. */
export const isStandardService = (url: string): boolean => /^\/(?:ogc|stac)(?:[/?]|$)/.test(url);

/** A failure as a problem of RFC 9457, which is an exception of OGC API too. */
export function problemOf(status: number, body: FailureBody) {
  const detail = [
    body.error,
    ...(body.faults ?? []).map((f) => `${f.field}: found ${f.found}; allowed: ${f.allowed}`),
  ];
  const title = titles[status] ?? "Failure";
  return {
    type: "about:blank",
    title,
    status,
    detail: detail.join("; "),
    code: title.replaceAll(" ", ""),
    description: detail.join("; "),
    ...(body.faults === undefined ? {} : { faults: body.faults }),
  };
}

const titles: Readonly<Record<number, string>> = {
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  413: "Content Too Large",
  429: "Too Many Requests",
  500: "Internal Server Error",
  503: "Service Unavailable",
};
