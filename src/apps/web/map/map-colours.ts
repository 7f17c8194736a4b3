import type { MapInk } from "./draw-world.ts";

/** Colours of the map, read from the page, so that it follows the theme. */
export interface MapColours {
  readonly paper: string;
  readonly ink: string;
  readonly soft: string;
  readonly link: string;
  readonly accent: string;
  readonly track: string;
  readonly map: MapInk;
  readonly of: (name: string) => string;
}

export function coloursOfMap(): MapColours {
  const style = getComputedStyle(document.documentElement);
  const kept = new Map<string, string>();
  const of = (name: string): string => {
    const found = kept.get(name) ?? style.getPropertyValue(name).trim();
    kept.set(name, found);
    return found;
  };
  const isDark = document.documentElement.dataset["theme"] === "dark";
  return {
    of,
    paper: of("--raised"),
    ink: of("--ink"),
    soft: of("--soft"),
    link: of("--link"),
    accent: of("--accent"),
    track: isDark ? "#7fb4dd" : "#1d5f96",
    map: mapInkOf(isDark),
  };
}

export const mapInkOf = (dark: boolean): MapInk =>
  dark
    ? {
        sea: "#10171c",
        land: "#1e2326",
        coast: "#59656d",
        border: "#7b8289",
        river: "#33505f",
        words: "#7f878e",
      }
    : {
        sea: "#e3ebee",
        land: "#f8f7f3",
        coast: "#8d979d",
        border: "#8a8378",
        river: "#9bbccb",
        words: "#757b80",
      };
