import { isIP } from "node:net";
import { lookup } from "node:dns/promises";
import { InputError, UnavailableError } from "../../base/errors.ts";
import { numberOf, objectOf, textOf } from "../../sites/pictures/supply/foreign.ts";
import type { ByteSource } from "../../sites/pictures/bytes.ts";
import { hostOf, isPrivateIp, parseAddress, redactedAddress } from "../net/address.ts";
import { httpSource } from "../net/http-source.ts";
import type { Network } from "../net/network.ts";
import { requestJson } from "../net/request.ts";
import type { Catalogue } from "./catalogue.ts";
import type { CatalogueSettings } from "./configuration.ts";

/** Lets the catalogue's own hosts be private, if they are, and those that its settings name. No other private host is reached. */
export async function admitOwnHosts(network: Network, settings: CatalogueSettings): Promise<void> {
  const own = [settings.address, ...(settings.sign === null ? [] : [settings.sign.replace("{href}", "")])];
  for (const host of [...own.map((address) => hostOf(parseAddress(address))), ...settings.privateHosts]) {
    const addresses =
      isIP(host) !== 0
        ? [host]
        : await lookup(host, { all: true }).then(
            (found) => found.map(({ address }) => address),
            () => [],
          );
    if (addresses.some(isPrivateIp)) network.allowHost(host);
  }
}

/** The supplier's key as headers, if the settings name one and the environment holds it. */
export function secretsOf(
  settings: CatalogueSettings,
  environment: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, string>> {
  const value = settings.key === null ? undefined : environment[settings.key.variable];
  if (settings.key === null || value === undefined || value === "") return {};
  if (!/^[\x21-\x7e]{1,4000}$/.test(value))
    throw InputError.of(
      "environment",
      settings.key.variable,
      "a value that no header can carry",
      "one line of ASCII",
    );
  return { [settings.key.header]: value };
}

/** Signatures are asked for anew this long before they end. */
const spareMs = 120_000;

/** How files of a catalogue on a server are opened: by parts, signed where the supplier wants it. */
export function remoteOpener(
  network: Network,
  settings: CatalogueSettings,
  secrets: Readonly<Record<string, string>>,
): Catalogue["open"] {
  const signed = new Map<string, { readonly address: string; readonly untilMs: number }>();
  const template = settings.sign;

  const sign = async (href: string, fresh: boolean, signal: AbortSignal | undefined): Promise<string> => {
    if (template === null) return href;
    const known = signed.get(href);
    if (!fresh && known !== undefined && known.untilMs - spareMs > network.now()) return known.address;
    const question = { secrets, mostBytes: 1 << 20, ...(signal === undefined ? {} : { signal }) };
    const { json } = await requestJson(
      network,
      template.replace("{href}", encodeURIComponent(href)),
      question,
    );
    const answer = objectOf(json);
    const address = textOf(answer?.["href"] ?? answer?.["url"], 8000);
    if (address === null)
      throw new UnavailableError(`${redactedAddress(template)}: the answer holds no signed address`, false);
    const expires = Date.parse(textOf(answer?.["msft:expiry"] ?? answer?.["expires"], 100) ?? "");
    const seconds = numberOf(answer?.["expires_in"], 0, 1e7);
    const untilMs = Number.isNaN(expires) ? network.now() + (seconds ?? 600) * 1000 : expires;
    signed.set(href, { address: parseAddress(address, "signed address").href, untilMs });
    return address;
  };

  return async (asset, options): Promise<ByteSource> => {
    const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(asset.href)?.[1]?.toLowerCase();
    if (scheme !== "http" && scheme !== "https")
      throw new UnavailableError(
        `the file of asset ${JSON.stringify(asset.key.slice(0, 80))} lies at ${redactedAddress(asset.href).slice(0, 200)}; only https and http are followed`,
        false,
      );
    const own = URL.parse(asset.href)?.origin === URL.parse(settings.address)?.origin;
    return httpSource(asset.href, {
      network,
      sign: (fresh, signal) => sign(asset.href, fresh, signal),
      ...(own ? { secrets } : {}),
      ...options,
    });
  };
}
