import type {
  EventsPage,
  ListedEvent,
  ListedKind,
} from "../../../../../findings/screens/movements-events.ts";
import type { Stretch } from "../../../time/stretch.ts";
import { get } from "../../api.ts";
import type { Box } from "./finer-tracks.svelte.ts";
import { none, reading, type Part } from "./part.ts";

/** What of the events is asked for. */
export interface EventsWanted {
  readonly window: Stretch;
  /** null: wherever it was. */
  readonly box: Box | null;
  readonly kind: ListedKind | null;
  readonly sought: string;
  readonly chosen: string | null;
}

/** As far as the list was read. */
export interface EventsRead extends Omit<EventsPage, "skip"> {
  readonly wanted: EventsWanted;
}

/** Rows that are read at once. */
export const eventsOfPage = 100;

/** The events of the window, what matters first, page by page. */
export class EventList {
  /** null inside: the reports were not analysed. */
  part = $state.raw<Part<EventsRead | null>>(none);
  readingMore = $state(false);
  /** Why the next page could not be read; what is read stays. */
  moreFailed = $state.raw<unknown>(null);
  #asked = new AbortController();
  #waiting: ReturnType<typeof setTimeout> | undefined;

  /** Reads the first page once nothing else was wished for a moment; what is shown stays until then. */
  wish(wanted: EventsWanted): void {
    clearTimeout(this.#waiting);
    this.#waiting = setTimeout(() => void this.read(wanted), this.part.state === "none" ? 0 : 250);
  }

  async read(wanted: EventsWanted): Promise<void> {
    this.#asked.abort();
    this.#asked = new AbortController();
    const { signal } = this.#asked;
    if (this.part.state !== "read") this.part = reading;
    this.moreFailed = null;
    try {
      const page = await pageOf(wanted, 0, signal);
      if (!signal.aborted) this.part = { state: "read", value: page === null ? null : { ...page, wanted } };
    } catch (error) {
      if (!signal.aborted) this.part = { state: "failed", error };
    }
  }

  async more(): Promise<void> {
    if (this.part.state !== "read" || this.part.value === null || this.readingMore) return;
    const { signal } = this.#asked;
    const had = this.part.value;
    this.readingMore = true;
    this.moreFailed = null;
    try {
      const page = await pageOf(had.wanted, had.events.length, signal);
      if (!signal.aborted && page !== null)
        this.part = {
          state: "read",
          value: { ...page, events: [...had.events, ...page.events], wanted: had.wanted },
        };
    } catch (error) {
      if (!signal.aborted) this.moreFailed = error;
    } finally {
      this.readingMore = false;
    }
  }

  find(id: string | null): ListedEvent | null {
    if (id === null || this.part.state !== "read" || this.part.value === null) return null;
    const { events, chosen } = this.part.value;
    return events.find((e) => e.id === id) ?? (chosen?.id === id ? chosen : null);
  }

  end(): void {
    clearTimeout(this.#waiting);
    this.#asked.abort();
  }
}

async function pageOf(
  { window, box, kind, sought, chosen }: EventsWanted,
  skip: number,
  signal: AbortSignal,
): Promise<EventsPage | null> {
  const query = new URLSearchParams({
    from: String(Math.floor(window.fromMs)),
    to: String(Math.ceil(window.toMs)),
    skip: String(skip),
    most: String(eventsOfPage),
  });
  if (box !== null) query.set("box", wireBox(box));
  if (kind !== null) query.set("kind", kind);
  if (sought.trim() !== "") query.set("find", sought.trim().slice(0, 120));
  if (chosen !== null) query.set("event", chosen);
  return (
    await get<{ readonly page: EventsPage | null }>(`/api/movements/events?${query.toString()}`, signal)
  ).page;
}

/** Over the 180th meridian the west is the greater number. */
function wireBox([west, south, east, north]: Box): string {
  const turned = (degrees: number): number => ((((degrees + 180) % 360) + 360) % 360) - 180;
  const around = east - west >= 360 ? [-180, 180] : [turned(west), turned(east)];
  return [around[0], Math.max(-90, south), around[1], Math.min(90, north)].join(",");
}
