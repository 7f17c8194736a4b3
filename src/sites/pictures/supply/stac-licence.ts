import type { Licence } from "./catalogue-item.ts";
import { listOf, objectOf, textOf, type ForeignObject } from "./foreign.ts";

/** Words of STAC that name no licence but send the reader to a link. */
const unspecific = new Set(["proprietary", "various", "other"]);

/** True when a licence is a word that says only "look elsewhere" and no address follows. */
export const saysNothing = (licence: Licence | null): boolean =>
  licence === null || (unspecific.has(licence.name.toLowerCase()) && licence.address === null);

/**
 * The licence of an item or a collection: the `license` field (of an item also among its properties) and the link with
 * `rel=license`. A word such as "proprietary" without a link names no licence and gives null.
 */
export function licenceOf(holder: ForeignObject, saidBy: "item" | "collection"): Licence | null {
  const properties = objectOf(holder["properties"]);
  const name =
    textOf(properties?.["license"], 200) ??
    textOf(holder["license"], 200) ??
    textOf(properties?.["item:license"], 200);
  const link = (listOf(holder["links"], 10_000) ?? []).map(objectOf).find((l) => l?.["rel"] === "license");
  const address = link ? textOf(link["href"], 4000) : null;
  if (name === null && address === null) return null;
  const licence: Licence = { name: name ?? "see the address", address, saidBy };
  return saysNothing(licence) ? null : licence;
}

/**
 * The licence that counts: what the item says, else what its collection says, else what the configuration says. A word such as
 * "proprietary" with no more than a link gives way to the configuration, where a person has read the terms.
 */
export function licenceThatCounts(
  item: Licence | null,
  collection: Licence | null,
  configured: Licence | null,
): Licence | null {
  const said = item ?? collection;
  if (said === null || unspecific.has(said.name.toLowerCase())) return configured ?? said;
  return said;
}
