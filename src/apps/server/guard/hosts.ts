import { RefusedError } from "./refused.ts";

/**
 * Names under which this server may be asked. A page of another site can make a name of its own lead to this machine (DNS rebinding); its
 * requests then carry that name, and are turned away here. Browsers always send the name; a port after it does not matter.
 */
export interface HostRule {
  /** In lower case, without a port. null: any, which is enough only where every request needs a token. */
  readonly names: ReadonlySet<string> | null;
}

const loopbackNames = ["localhost", "127.0.0.1", "[::1]"];

/** @param names further names, such as the one that a proxy is reached by */
export function hostRule(host: string, hasTokens: boolean, names: readonly string[]): HostRule {
  if (hasTokens && names.length === 0) return { names: null };
  const own = host.includes(":") ? `[${host}]` : host;
  return { names: new Set([...loopbackNames, own, ...names].map((name) => name.toLowerCase())) };
}

const form = /^(?<name>[a-z0-9._-]{1,253}|\[[0-9a-f:.]{2,45}\])(?::\d{1,5})?$/;

/** @throws RefusedError 421 for a request that names another host, none, or something that is no host */
export function mustBeKnownHost({ names }: HostRule, host: string | undefined): void {
  const name = form.exec((host ?? "").toLowerCase())?.groups?.["name"];
  if (name === undefined || (names !== null && !names.has(name)))
    throw new RefusedError(
      421,
      "this server is not asked under that name; --name NAME of yardwatch serve lets it be",
    );
}

/** True for a host that only this machine can reach. */
export const isLoopback = (host: string): boolean =>
  host === "localhost" || host === "::1" || /^127(?:\.\d{1,3}){3}$/.test(host);
