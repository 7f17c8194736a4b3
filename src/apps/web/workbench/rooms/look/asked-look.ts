import type { PaintedState } from "../../../picture/painter.ts";

type PaintedLayer = PaintedState["layers"][number];

/** A look that was asked for, and how long it took to be seen: told once each in the browser's own timeline, where it is measured. */
export class AskedLook {
  readonly look: string;
  /** Whether it was gone to from another look. */
  readonly #stepped: boolean;
  readonly #atMs = performance.now();
  readonly #told = new Set<string>();

  constructor(look: string, stepped: boolean) {
    this.look = look;
    this.#stepped = stepped;
  }

  /** Whether nothing of it was seen yet. */
  get isAwaited(): boolean {
    return this.#told.size === 0;
  }

  /** So much of its picture was drawn, and by what. */
  painted({ some, sharp }: PaintedLayer, drawnBy: string | null): void {
    if (some) this.#tell("picture:first-paint", drawnBy);
    if (!sharp) return;
    this.#tell("picture:sharp", drawnBy);
    if (this.#stepped) this.#tell("look:stepped", drawnBy);
  }

  #tell(name: string, drawnBy: string | null): void {
    if (this.#told.has(name)) return;
    this.#told.add(name);
    const detail = { look: this.look, drawnBy };
    performance.mark(name, { detail });
    performance.measure(`${name}:took`, { start: this.#atMs, end: performance.now(), detail });
  }
}
