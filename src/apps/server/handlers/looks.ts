import { InputError, quoted } from "../../../base/errors.ts";
import type { LookScreen } from "../../../findings/screens/look.ts";
import type { LookStrip } from "../../../findings/screens/look-strip.ts";
import { isKind, kinds, type Kind } from "../../../sites/counting/kind.ts";
import { askLookScreen, askLookStrip, watchedKind } from "../../../system/steps/look-screen.ts";
import { NotFoundError } from "../failure.ts";
import { deskOf } from "../pictures/picture-desk.ts";
import type { Asked } from "../route.ts";
import type { Workbench } from "../workbench.ts";

interface Kept {
  version: number;
  readonly screens: Map<string, LookScreen>;
  readonly strips: Map<string, LookStrip>;
}

/** What sites are watched for, once something was counted there: worked out once, since a large history takes a second. */
const watched = new WeakMap<Workbench, Map<string, Kind>>();

function kindOf(bench: Workbench, asked: Kind | null): (site: string) => Kind {
  return (site) => {
    if (asked !== null) return asked;
    const known = watched.get(bench) ?? new Map<string, Kind>();
    watched.set(bench, known);
    const found = known.get(site) ?? watchedKind(bench.opened, site);
    if (found !== null) known.set(site, found);
    return found ?? "railcar";
  };
}

const kept = new WeakMap<Workbench, Kept>();
const mostKept = { screens: 64, strips: 8 } as const;

function keptOf(bench: Workbench): Kept {
  const version = bench.version();
  const had = kept.get(bench);
  if (had !== undefined && had.version === version) return had;
  const fresh: Kept = { version, screens: new Map(), strips: new Map() };
  kept.set(bench, fresh);
  return fresh;
}

function remembered<T>(map: Map<string, T>, most: number, key: string, make: () => T): T {
  const had = map.get(key);
  if (had !== undefined) return had;
  const made = make();
  const [oldest] = map.keys();
  if (map.size >= most && oldest !== undefined) map.delete(oldest);
  map.set(key, made);
  return made;
}

export const noLook = (id: string): NotFoundError =>
  new NotFoundError(`the case has no look ${quoted(id)}; the board lists the sites with their looks`);

/** Everything on record of one look. */
export function getLook({ bench, params, query }: Asked): LookScreen {
  const id = params["look"] ?? "";
  const kind = kindAsked(query["kind"]);
  const screen = remembered(keptOf(bench).screens, mostKept.screens, `${id} ${kind ?? ""}`, () => {
    const made = askLookScreen(bench.opened, id, kindOf(bench, kind));
    if (made === null) throw noLook(id);
    return made;
  });
  // Its bytes are asked for next: they are held against their hash meanwhile. What is wrong with them is said then.
  if (screen.picture !== null)
    deskOf(bench)
      .evidence.pathOf(screen.picture.sha256)
      .catch(() => undefined);
  return screen;
}

/** The looks of a site in order of time, each with what it is good for. */
export function getLooksOfSite({ bench, params, query }: Asked): LookStrip {
  const site = params["site"] ?? "";
  const kind = kindAsked(query["kind"]);
  return remembered(keptOf(bench).strips, mostKept.strips, `${site} ${kind ?? ""}`, () => {
    const strip = askLookStrip(bench.opened, site, kindOf(bench, kind));
    if (strip === null) throw new NotFoundError(`the case has no site ${quoted(site)}; the board lists them`);
    return strip;
  });
}

/** An analyst's judgement of a look in place of the rule's. */
export function postOverride({ bench, params, body, who }: Asked) {
  // Held against the route's schema before.
  const { kind, usability, reason } = body as Readonly<Record<"kind" | "usability" | "reason", string>>;
  if (who.name === "")
    throw InputError.of("look override", "who", "nobody", "the name of the analyst, which goes on record");
  return bench.act("look override", {
    look: params["look"] ?? "",
    kind,
    usability,
    reason,
    by: who.name,
  });
}

function kindAsked(kind: string | number | boolean | undefined): Kind | null {
  if (kind === undefined || kind === "") return null;
  const text = String(kind);
  if (!isKind(text)) throw InputError.of("looks", "kind", quoted(text), kinds.join(", "));
  return text;
}
