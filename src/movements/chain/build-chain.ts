import { parseSpan } from "../../base/time/span.ts";
import type { Observation } from "../../sites/counting/look.ts";
import { withoutReplaced } from "../../sites/counting/standing-counts.ts";
import {
  chainSettings,
  type ChainEvidence,
  type ChainLink,
  type ChainModel,
  type ChainPlace,
  type ChainSettings,
} from "./chain.ts";
import type { ChainRecords } from "./chain-records.ts";
import { pathsThrough } from "./paths.ts";
import { possibleLink } from "./possible-links.ts";
import { linkOfVoyage, type LinkContext } from "./voyage-links.ts";
import { linkOfWorkedOut } from "./worked-out-links.ts";

export interface ChainQuestion {
  /** A site or place that the ways begin at; left out, those where loads set out. */
  readonly from?: string | undefined;
  /** A site or place that they end at; left out, as far as they go. */
  readonly to?: string | undefined;
  /** Only links that can have begun by this instant, in milliseconds since 1970. */
  readonly atMs?: number | undefined;
}

/** Builds the chain of a case from its records: the same records in any order give the same chain. */
export function buildChain(
  records: ChainRecords,
  { from, to, atMs }: ChainQuestion = {},
  settings: ChainSettings = chainSettings,
): ChainModel {
  const places = new Map<string, ChainPlace>();
  const sites = new Map(records.sites.map((s) => [s.id, s]));
  const place = (id: string): ChainPlace => {
    const known = places.get(id);
    if (known !== undefined) return known;
    const site = sites.get(id);
    const made: ChainPlace =
      site === undefined
        ? { id, name: id, site: false, position: null }
        : { id, name: site.name, site: true, position: site.position };
    places.set(id, made);
    return made;
  };
  const bySite = Map.groupBy(withoutReplaced(records.observations), (o) => o.look.siteId);
  const connections = new Map(records.connections.map((c) => [`${c.fromPlace}|${c.toPlace}|${c.mode}`, c]));
  const context: LinkContext = {
    place,
    zoneMinutes: (id) => sites.get(id)?.zoneMinutes ?? 0,
    observationsAt: (id): readonly Observation[] => bySite.get(id) ?? [],
    connection: (a, b, mode) => connections.get(`${a}|${b}|${mode}`),
    settings,
  };
  const links: ChainLink[] = [];
  const leftOut: { id: string; why: string }[] = [];
  for (const row of records.voyages) {
    const link = linkOfVoyage(row, context);
    if (typeof link === "string") leftOut.push({ id: row.voyage, why: link });
    else links.push(link);
  }
  for (const leg of records.legs) links.push(linkOfWorkedOut(leg, context));
  for (const row of records.connections)
    if (!links.some((l) => l.from === row.fromPlace && l.to === row.toPlace && l.mode === row.mode))
      links.push(possibleLink(row, context));
  const withEvents = (link: ChainLink): ChainLink => {
    const { earliestMs } = link.departs;
    const { latestMs } = link.arrives;
    if (earliestMs === null || latestMs === null || link.group) return link;
    const near = (records.events ?? []).filter((e) => {
      if (e.site === null || (e.site !== link.from && e.site !== link.to)) return false;
      const at = parseSpan(e.at, context.zoneMinutes(e.site), true);
      return at.ok && at.span.fromMs < latestMs && earliestMs < at.span.toMs;
    });
    return near.length === 0
      ? link
      : {
          ...link,
          evidence: [
            ...link.evidence,
            ...near.map((e): ChainEvidence => ({ table: "events", id: e.event, says: "event" })),
          ],
        };
  };
  const inTime = (link: ChainLink): boolean =>
    atMs === undefined || link.departs.earliestMs === null || link.departs.earliestMs <= atMs;
  const chosen = links
    .filter(inTime)
    .map(withEvents)
    .sort(
      (a, b) =>
        (a.departs.earliestMs ?? Infinity) - (b.departs.earliestMs ?? Infinity) || (a.id < b.id ? -1 : 1),
    );
  const { paths, cut } = pathsThrough(chosen, {
    from: from ?? null,
    to: to ?? null,
    sites: new Set(sites.keys()),
    mostSteps: settings.mostSteps,
  });
  return {
    places: [...places.values()].sort((a, b) => (a.id < b.id ? -1 : 1)),
    links: chosen,
    paths,
    leftOut: leftOut.sort((a, b) => (a.id < b.id ? -1 : 1)),
    cut,
    settings,
  };
}
