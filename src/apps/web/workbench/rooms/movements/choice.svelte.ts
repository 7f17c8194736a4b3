import type { ListedKind } from "../../../../../findings/screens/movements-events.ts";
import type { MovementsScreen } from "../../../../../findings/screens/movements.ts";
import type { ShownWord } from "../../../map/verdict-words.ts";
import { usualSilence, type LayerName, type PanelName, type RoomAddress } from "./address.ts";
import { usualCounts, usualPanel } from "./first-view.ts";

/** What was chosen to be shown: all of it is in the address. */
export class RoomChoice {
  panel = $state<PanelName>("sightings");
  ship = $state<number | null>(null);
  sighting = $state<string | null>(null);
  /** Only sightings of this verdict; null: all. */
  verdict = $state<ShownWord | null>(null);
  /** The look whose picture lies on the map at its place; null: by the moment. */
  picture = $state<string | null>(null);
  opacityPercent = $state(100);
  event = $state<string | null>(null);
  /** Only events of this kind; null: all. */
  eventKind = $state<ListedKind | null>(null);
  /** Only events of what the map shows. */
  eventsInView = $state(false);
  leg = $state<string | null>(null);
  way = $state(0);
  hidden = $state.raw<ReadonlySet<LayerName>>(new Set());
  silenceMinutes = $state<number>(usualSilence);
  /** "<site>/<kind>" */
  countsOf = $state<string | null>(null);
  /** Words that ships, sightings and events are looked for by. */
  sought = $state("");

  /** As an address says; what it leaves out is as usual for this case. */
  take(address: RoomAddress, screen: MovementsScreen): void {
    this.panel = address.panel ?? (address.sighting === null ? usualPanel(screen) : "sightings");
    this.ship = address.ship;
    this.sighting = address.sighting;
    this.verdict = address.verdict;
    this.picture = address.picture;
    this.opacityPercent = address.opacityPercent;
    this.event = address.event;
    this.eventKind = address.eventKind;
    this.eventsInView = address.eventsInView;
    this.leg = address.leg;
    this.way = address.way;
    this.hidden = address.hidden;
    this.silenceMinutes = address.silenceMinutes;
    this.sought = address.sought;
    this.countsOf = address.counts ?? usualCounts(screen);
  }

  /** Its part of the address. */
  told(screen: MovementsScreen): Omit<RoomAddress, "axis" | "window" | "atMs"> {
    return {
      panel: this.panel === usualPanel(screen) ? null : this.panel,
      ship: this.ship,
      sighting: this.sighting,
      verdict: this.verdict,
      picture: this.picture,
      opacityPercent: this.opacityPercent,
      event: this.event,
      eventKind: this.eventKind,
      eventsInView: this.eventsInView,
      leg: this.leg,
      way: this.way,
      hidden: this.hidden,
      silenceMinutes: this.silenceMinutes,
      counts: this.countsOf === usualCounts(screen) ? null : this.countsOf,
      sought: this.sought,
    };
  }

  /** Nothing of the lists is open. */
  close(): void {
    this.ship = null;
    this.sighting = null;
    this.event = null;
    this.leg = null;
  }

  toggle(layer: LayerName): void {
    const next = new Set(this.hidden);
    if (!next.delete(layer)) next.add(layer);
    this.hidden = next;
  }
}
