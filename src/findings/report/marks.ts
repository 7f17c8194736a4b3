import { html, type Html } from "./html.ts";

/** How a look is drawn: each in a shape of its own, so that nothing hangs on colour. */
export type Mark =
  | "like"
  | "part"
  | "mix"
  | "partial"
  | "converted"
  | "cargo"
  | "not-seen"
  | "failed"
  | "no-figure"
  | "maximum"
  | "target";

/** Numbers in a drawing are kept to a tenth of a unit: enough to the eye, and the same on every machine. */
export const at = (value: number): string => String(Math.round(value * 10) / 10);

/** The shape of a mark around (x, y), of radius r, without its whisker. */
export function shape(mark: Mark, x: number, y: number, r: number): Html {
  switch (mark) {
    case "target":
      return html`<circle class="m-halo" cx="${at(x)}" cy="${at(y)}" r="${at(r + 3.5)}" /><circle
          class="m-target"
          cx="${at(x)}"
          cy="${at(y)}"
          r="${at(r)}"
        />`;
    case "like":
      return html`<circle class="m-like" cx="${at(x)}" cy="${at(y)}" r="${at(r)}" />`;
    case "part":
      return html`<circle class="m-part" cx="${at(x)}" cy="${at(y)}" r="${at(r * 0.8)}" />`;
    case "partial":
      return html`<path
          class="m-partial"
          d="M${at(x)} ${at(y - r)}L${at(x + r)} ${at(y + r * 0.8)}H${at(x - r)}Z"
        /><path
          class="m-arrow"
          d="M${at(x)} ${at(y - r)}v${at(-2.4 * r)}m${at(-0.6 * r)} ${at(0.8 * r)}l${at(0.6 * r)} ${at(-0.8 * r)}l${at(0.6 * r)} ${at(0.8 * r)}"
        />`;
    case "converted":
    case "cargo":
      return html`<path
        class="m-${mark}"
        d="M${at(x)} ${at(y - r * 1.2)}L${at(x + r)} ${at(y)}L${at(x)} ${at(y + r * 1.2)}L${at(x - r)} ${at(y)}Z"
      />`;
    case "mix":
      return html`<rect
        class="m-mix"
        x="${at(x - r)}"
        y="${at(y - r)}"
        width="${at(2 * r)}"
        height="${at(2 * r)}"
      />`;
    case "not-seen":
      return html`<g class="m-blind"
        ><circle cx="${at(x)}" cy="${at(y)}" r="${at(r)}" /><path
          d="M${at(x - r * 0.7)} ${at(y + r * 0.7)}L${at(x + r * 0.7)} ${at(y - r * 0.7)}"
      /></g>`;
    case "failed":
      return html`<path
        class="m-failed"
        d="M${at(x - r)} ${at(y - r)}L${at(x + r)} ${at(y + r)}M${at(x - r)} ${at(y + r)}L${at(x + r)} ${at(y - r)}"
      />`;
    case "no-figure":
      return html`<rect
        class="m-nofigure"
        x="${at(x - r * 0.8)}"
        y="${at(y - r * 0.8)}"
        width="${at(1.6 * r)}"
        height="${at(1.6 * r)}"
      />`;
    default:
      return html`<path class="m-maximum" d="M${at(x - r * 1.6)} ${at(y - r)}h${at(r * 3.2)}" /><path
          class="m-hatching"
          d="M${at(x - r * 1.2)} ${at(y - r)}l${at(-r * 0.6)} ${at(r * 1.8)}m${at(r * 1.8)} ${at(-r * 1.8)}l${at(-r * 0.6)} ${at(r * 1.8)}m${at(r * 1.8)} ${at(-r * 1.8)}l${at(-r * 0.6)} ${at(r * 1.8)}"
        />`;
  }
}

/** The bar over the central 90 %; its ends are left open where a side has no known end. */
export function whisker(
  x: number,
  yLow: number | null,
  yHigh: number | null,
  yBest: number,
  dashed: boolean,
): Html {
  const [low, high] = [yLow ?? yBest, yHigh ?? yBest];
  const cap = (y: number | null): Html | null => (y === null ? null : html`M${at(x - 3)} ${at(y)}h6`);
  return html`<path
    class="whisker${dashed ? " dashed" : ""}"
    d="M${at(x)} ${at(low)}V${at(high)}${cap(yLow)}${cap(yHigh)}"
  />`;
}

/** A mark as a small picture for legends and, bare of its whisker, for tables. */
export const icon = (mark: Mark, bare = false): Html =>
  html`<svg class="icon" viewBox="0 0 20 20" width="18" height="18" aria-hidden="true" focusable="false">
    ${!bare && (mark === "like" || mark === "converted" || mark === "cargo" || mark === "target") ? whisker(10, 18, 2, 10, mark === "cargo") : null}${shape(mark, 10, mark === "partial" ? 14 : 10, 4.5)}
  </svg>`;
