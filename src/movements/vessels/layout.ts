/**
 * Words for what of a ship's layout shows from above. Words of one `exclusive` group describe the same part and cannot both hold; the words of
 * `passing` tell what was seen that day and say nothing of which ship it is.
 */
export const layoutGroups = {
  bridge: ["bridge-forward", "bridge-midship", "bridge-aft"],
  cranes: ["cranes-none", "cranes-one", "cranes-two", "cranes-three", "cranes-four-or-more"],
  holds: ["holds-one", "holds-two", "holds-three", "holds-four", "holds-five-or-more"],
  deck: ["tanker-deck", "gas-tanks", "vehicle-deck", "passenger-decks", "working-deck"],
  ramp: ["ramp-stern", "ramp-bow", "ramp-none"],
} as const;

export const passingWords = ["containers-on-deck", "hatches-open", "hatches-closed", "deck-empty"] as const;

export type LayoutGroup = keyof typeof layoutGroups;

export const layoutWords: readonly string[] = [...Object.values(layoutGroups).flat(), ...passingWords];

const groups = Object.keys(layoutGroups) as LayoutGroup[];

/** The group of a word; null for a passing word or one that is not of the list. */
export const groupOf = (word: string): LayoutGroup | null =>
  groups.find((group) => layoutGroups[group].some((w) => w === word)) ?? null;

/** Two words of one group among some, which contradict each other; null for none. */
export function contradictingWords(words: readonly string[]): readonly [string, string] | null {
  for (const group of groups) {
    const [one, other] = words.filter((w) => groupOf(w) === group);
    if (one !== undefined && other !== undefined && one !== other) return [one, other];
  }
  return null;
}

const parts = ["hull", "deck", "hatches", "superstructure", "funnel"] as const;
export const plainColours = [
  "white",
  "grey",
  "black",
  "blue",
  "green",
  "red",
  "brown",
  "orange",
  "yellow",
] as const;

/** Colours by part: "hull-blue", "hatches-green". */
export const colourWords: readonly string[] = parts.flatMap((part) =>
  plainColours.map((c) => `${part}-${c}`),
);
