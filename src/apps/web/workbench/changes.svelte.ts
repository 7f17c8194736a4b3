import type { Change } from "../../../findings/screens/change.ts";

type ConnectionState = "connecting" | "open" | "lost";

/** Whether the server tells its changes; a screen that is not told may be out of date and says so. */
class Connection {
  state = $state<ConnectionState>("connecting");
}
export const connection = new Connection();

const listeners = new Set<(change: Change) => void>();

/** Listens to changes until the returned function is called: return it from an effect. */
export function onChange(listener: (change: Change) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** What one window tells the others. */
type Told = { readonly change: Change } | { readonly state: ConnectionState };

/**
 * Hears of every change. A browser keeps six connections to a server and no more, so that the seventh window would wait for ever: one
 * window listens and tells the others; when it is closed, the next one takes over.
 */
export function connect(): void {
  const windows = new BroadcastChannel("yardwatch.changes");
  let version = 0;
  const take = (told: Told): void => {
    if ("state" in told) {
      connection.state = told.state;
      return;
    }
    const { change } = told;
    // After a gap, what was missed shows by the version alone.
    const missed = change.action === "open" && version !== 0 && change.version !== version;
    version = change.version;
    connection.state = "open";
    if (change.action === "open" && !missed) return;
    for (const listener of listeners) listener(missed ? { ...change, action: "elsewhere" } : change);
  };
  windows.addEventListener("message", (event: MessageEvent<Told>) => take(event.data));
  const tell = (told: Told): void => {
    take(told);
    windows.postMessage(told);
  };
  // Held until the window is closed.
  void navigator.locks.request("yardwatch.changes", () => new Promise<never>(() => listen(tell)));
}

function listen(tell: (told: Told) => void): void {
  const source = new EventSource("/api/changes");
  source.addEventListener("message", (event) => tell({ change: JSON.parse(String(event.data)) as Change }));
  source.addEventListener("error", () => {
    tell({ state: "lost" });
    // The browser tries again by itself, unless the answer was final.
    if (source.readyState === EventSource.CLOSED) setTimeout(() => listen(tell), 3_000);
  });
}
