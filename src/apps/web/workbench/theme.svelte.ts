const place = "yardwatch.theme";
export const themes = ["system", "light", "dark"] as const;
export type Theme = (typeof themes)[number];

/** Light or dark: as the system has it, or as chosen here. */
class ThemeChoice {
  chosen = $state<Theme>(read());
  #systemDark = $state(matchMedia("(prefers-color-scheme: dark)").matches);
  readonly dark: boolean = $derived(this.chosen === "system" ? this.#systemDark : this.chosen === "dark");

  constructor() {
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", (event) => {
      this.#systemDark = event.matches;
    });
  }

  choose(theme: Theme): void {
    this.chosen = theme;
    localStorage.setItem(place, theme);
  }
}

function read(): Theme {
  const stored = localStorage.getItem(place);
  return themes.find((theme) => theme === stored) ?? "system";
}

export const theme = new ThemeChoice();
