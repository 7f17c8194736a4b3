import { roomOf, type Place } from "./places.ts";

/** The address that is shown, read anew on every change. */
class Router {
  path = $state(location.pathname);
  search = $state(location.search);

  readonly place: Place = $derived(roomOf(this.path));
  readonly query: URLSearchParams = $derived(new URLSearchParams(this.search));

  constructor() {
    addEventListener("popstate", () => this.#read());
    addEventListener("click", (event) => this.#follow(event));
  }

  #read(): void {
    this.path = location.pathname;
    this.search = location.search;
  }

  /** Links inside the workbench change the room without loading the page again. */
  #follow(event: MouseEvent): void {
    if (event.defaultPrevented || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    if (link === null || link.target !== "" || link.hasAttribute("download")) return;
    const address = new URL(link.href);
    if (address.origin !== location.origin || roomOf(address.pathname).room === "none") return;
    event.preventDefault();
    if (address.pathname === location.pathname && address.search === location.search && address.hash !== "") {
      location.hash = address.hash;
      return;
    }
    go(address.pathname + address.search);
  }

  /** Puts state into the address. `replace` leaves no step to go back to: for what changes all the time, as a camera. */
  write(changes: Readonly<Record<string, string | null>>, { replace = true } = {}): void {
    const query = new URLSearchParams(location.search);
    for (const [name, value] of Object.entries(changes))
      if (value === null || value === "") query.delete(name);
      else query.set(name, value);
    // Commas and colons read better as they are.
    const text = query.toString().replaceAll("%2C", ",").replaceAll("%3A", ":");
    const address = location.pathname + (text === "" ? "" : `?${text}`);
    if (address === location.pathname + location.search) return;
    if (replace) history.replaceState(history.state, "", address);
    else history.pushState(null, "", address);
    this.search = location.search;
  }

  read(): void {
    this.#read();
  }
}

export const router = new Router();

/** Goes to an address of the workbench. */
export function go(address: string, { replace = false } = {}): void {
  if (replace) history.replaceState(null, "", address);
  else history.pushState(null, "", address);
  router.read();
  scrollTo(0, 0);
}
