/** A key of a room, with what it does; the help lists them as they are registered. */
export interface Key {
  /** As the browser names it, with modifiers before it: "[", "Shift+]", "Ctrl+z", "Alt+ArrowLeft". */
  readonly key: string;
  readonly does: string;
  readonly run: (event: KeyboardEvent) => void;
  /** Keys under one heading in the help. */
  readonly group?: string;
}

class Keys {
  groups = $state.raw<readonly (readonly Key[])[]>([]);
  help = $state(false);
}
export const keys = new Keys();

/** What is registered, apart from the state that shows it: an effect that is torn down reads states as they were before. */
let registered: readonly (readonly Key[])[] = [];

/** Registers keys until the returned function is called: return it from an effect. Later rooms come before earlier ones. */
export function onKeys(own: readonly Key[]): () => void {
  registered = [own, ...registered];
  keys.groups = registered;
  return () => {
    registered = registered.filter((group) => group !== own);
    keys.groups = registered;
  };
}

/** The name of what was pressed, as `Key.key` has it. */
export function pressed(event: KeyboardEvent): string {
  const name = event.key.length === 1 && /[a-z]/i.test(event.key) ? event.key.toLowerCase() : event.key;
  // Shift is part of what a sign is; it is named only for letters and for keys with a name.
  const shift = event.shiftKey && (event.key.length > 1 || /[a-z]/i.test(event.key));
  return `${event.ctrlKey || event.metaKey ? "Ctrl+" : ""}${event.altKey ? "Alt+" : ""}${shift ? "Shift+" : ""}${name}`;
}

const writes = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement ||
    (target instanceof HTMLInputElement && !["range", "checkbox", "radio", "button"].includes(target.type)));

addEventListener("keydown", (event) => {
  if (event.defaultPrevented || writes(event.target) || document.querySelector("dialog[open]") !== null)
    return;
  const name = pressed(event);
  if (name === "?") {
    keys.help = true;
    event.preventDefault();
    return;
  }
  for (const group of keys.groups) {
    const found = group.find((k) => k.key === name);
    if (found === undefined) continue;
    event.preventDefault();
    found.run(event);
    return;
  }
});
