import type { Change } from "../../findings/screens/change.ts";

export interface Changes {
  readonly tell: (change: Change) => void;
  /** Listens until the returned function is called. */
  readonly listen: (listener: (change: Change) => void, onEnd: () => void) => () => void;
  readonly close: () => void;
}

export function openChanges(): Changes {
  const listeners = new Map<(change: Change) => void, () => void>();
  return {
    tell: (change) => {
      for (const listener of listeners.keys()) listener(change);
    },
    listen: (listener, onEnd) => {
      listeners.set(listener, onEnd);
      return () => listeners.delete(listener);
    },
    close: () => {
      for (const onEnd of listeners.values()) onEnd();
      listeners.clear();
    },
  };
}
