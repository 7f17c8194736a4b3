import { lookup as resolveName, type LookupAddress } from "node:dns";
import { BlockList, isIP, type LookupFunction } from "node:net";
import { InputError, quoted, UnavailableError } from "../../base/errors.ts";

/**
 * Which hosts of private networks may be reached. A catalogue is somebody else's text: its links must not lead into the network that this
 * machine stands in, unless the catalogue stands there itself.
 */
export interface AddressRule {
  /** Names or addresses of hosts, without port, that may be private or this very machine. */
  readonly privateHosts: ReadonlySet<string>;
}

/** Ranges that are not the public internet (IANA special-purpose address registries, RFC 6890). */
const notPublic = new BlockList();
for (const [net, bits] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
] as const)
  notPublic.addSubnet(net, bits, "ipv4");
for (const [net, bits] of [
  ["::", 127],
  ["64:ff9b::", 96],
  ["2002::", 16],
  ["fc00::", 7],
  ["fe80::", 10],
  ["ff00::", 8],
] as const)
  notPublic.addSubnet(net, bits, "ipv6");

/** True for an IP address that is not of the public internet, and for text that is no IP address. */
export function isPrivateIp(ip: string): boolean {
  const family = isIP(ip);
  return family === 0 || notPublic.check(ip, family === 4 ? "ipv4" : "ipv6");
}

/** The host of an address as a name or a bare IP address. */
export const hostOf = (url: URL): string => url.hostname.replace(/^\[|\]$/g, "").toLowerCase();

/**
 * An address of http or https.
 * @throws InputError on anything else: other schemes, text that is no address, a user name and password in it
 */
export function parseAddress(text: string, field = "address", base?: URL): URL {
  const url = URL.parse(text, base?.href);
  const shown = url === null ? quoted(text) : quoted(redactedAddress(url));
  if (url === null || (url.protocol !== "http:" && url.protocol !== "https:"))
    throw InputError.of("network", field, shown, "an address that begins with https:// or http://");
  if (url.username !== "" || url.password !== "")
    throw InputError.of("network", field, shown, "an address without a user name and password in it");
  return url;
}

/** An address fit for messages and records: no user, no fragment, and of the query only the names, since values may be signatures. */
export function redactedAddress(url: URL | string): string {
  const parsed = typeof url === "string" ? URL.parse(url) : url;
  if (parsed === null) return String(url).replace(/\?.*$/su, "?…");
  const names = [...new Set(parsed.searchParams.keys())].slice(0, 10).map((name) => `${name.slice(0, 40)}=…`);
  const place =
    parsed.protocol === "file:"
      ? `file://${parsed.pathname}`
      : `${parsed.protocol}//${parsed.host}${parsed.pathname}`;
  return names.length > 0 ? `${place}?${names.join("&")}` : place;
}

const refusal = (host: string): UnavailableError =>
  new UnavailableError(
    `${quoted(host)} is an address of a private network or of this machine; links of a catalogue do not lead there`,
    false,
  );

/**
 * Refuses an address that is written as a private IP address.
 * @throws UnavailableError, which trying again does not help
 */
export function mustBeReachable(url: URL, rule: AddressRule): void {
  const host = hostOf(url);
  if (isIP(host) !== 0 && isPrivateIp(host) && !rule.privateHosts.has(host)) throw refusal(host);
}

/** Name resolution that refuses names which lead into a private network, at the moment of connecting. */
export function guardedLookup(rule: AddressRule): LookupFunction {
  return (name, options, callback) => {
    resolveName(name, { ...options, all: true }, (error, found: LookupAddress[]) => {
      if (error) return callback(error, "", 0);
      const host = name.toLowerCase();
      if (!rule.privateHosts.has(host) && found.some(({ address }) => isPrivateIp(address)))
        return callback(refusal(host), "", 0);
      if (options.all === true) return callback(null, found);
      const first = found[0];
      return first === undefined
        ? callback(new Error(`${name} has no address`), "", 0)
        : callback(null, first.address, first.family);
    });
  };
}
