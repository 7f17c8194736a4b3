import type { PictureLayer, PictureStyle, ShownPicture } from "./layer.ts";

/** A picture with its style. */
export interface Styled {
  readonly picture: ShownPicture;
  readonly style: PictureStyle;
}

/** How two pictures share a view. Side by side takes two views. */
export type Shared =
  | { readonly mode: "swipe"; readonly share: number }
  | { readonly mode: "fade"; readonly share: number }
  | { readonly mode: "blink"; readonly second: boolean };

/**
 * The layers of a view with one or two pictures. Swiping shows the first to the left of the line; fading shows so much of the second over the first; blinking shows one
 * or the other whole, with both loaded.
 */
export function layersOf(first: Styled, second: Styled | null, shared: Shared): PictureLayer[] {
  const layer = (of: Styled, opacity: number, across: PictureLayer["across"] = null): PictureLayer => ({
    picture: of.picture,
    style: of.style,
    opacity,
    across,
  });
  if (second === null) return [layer(first, 1)];
  switch (shared.mode) {
    case "swipe":
      return [layer(first, 1, [0, shared.share]), layer(second, 1, [shared.share, 1])];
    case "fade":
      return [layer(first, shared.share >= 1 ? 0 : 1), layer(second, shared.share)];
    case "blink":
      return [layer(first, shared.second ? 0 : 1), layer(second, shared.second ? 1 : 0)];
  }
}
