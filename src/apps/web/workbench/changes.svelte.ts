/** A change of the case, as the server tells it. */
export interface Change {
  readonly version: number;
  readonly action: string;
  readonly site?: string;
  readonly look?: string;
  readonly job?: string;
}

const listeners = new Set<(change: Change) => void>();

/** Whether the server tells its changes; a screen that is not told may be out of date and says so. */
class Connection {
  state = $state<"connecting" | "open" | "lost">("connecting");
}
export const connection = new Connection();

/** Listens to changes until the returned function is called: return it from an effect. */
export function onChange(listener: (change: Change) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function connect(): void {
  const source = new EventSource("/api/changes");
  let version = 0;
  source.addEventListener("message", (event) => {
    const change = JSON.parse(String(event.data)) as Change;
    // After a gap, what was missed shows by the version alone.
    const missed = change.action === "open" && version !== 0 && change.version !== version;
    version = change.version;
    connection.state = "open";
    if (change.action === "open" && !missed) return;
    for (const listener of listeners) listener(missed ? { ...change, action: "elsewhere" } : change);
  });
  source.addEventListener("error", () => {
    connection.state = "lost";
    // The browser tries again by itself, unless the answer was final.
    if (source.readyState === EventSource.CLOSED) setTimeout(connect, 3_000);
  });
}
