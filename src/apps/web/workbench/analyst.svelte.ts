import { setBy } from "./api.ts";

const place = "yardwatch.analyst";

/** Who is working. Marks, overrides and outlines carry this name. */
class Analyst {
  name = $state(localStorage.getItem(place) ?? "");
  /** True while the name is asked for. */
  asking = $state(false);
  #answer: ((name: string | null) => void) | null = null;

  constructor() {
    setBy(this.name);
  }

  /** The name, asked for where it is not known yet; null when whoever was asked did not say. */
  async known(): Promise<string | null> {
    if (this.name !== "") return this.name;
    this.#answer?.(null);
    this.asking = true;
    return new Promise((resolve) => {
      this.#answer = resolve;
    });
  }

  answer(name: string | null): void {
    if (name !== null && name.trim() !== "") {
      this.name = name.trim();
      localStorage.setItem(place, this.name);
      setBy(this.name);
    }
    this.asking = false;
    this.#answer?.(this.name === "" ? null : this.name);
    this.#answer = null;
  }
}

export const analyst = new Analyst();
