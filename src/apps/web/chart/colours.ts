/** Colours of a chart, read from the page's own, so that it follows the theme. */
export interface Colours {
  readonly paper: string;
  readonly ink: string;
  readonly soft: string;
  readonly faint: string;
  readonly rule: string;
  readonly strong: string;
  readonly like: string;
  readonly accent: string;
  readonly wash: string;
  readonly font: string;
}

export function coloursOf(element: Element): Colours {
  const style = getComputedStyle(element);
  const of = (name: string): string => style.getPropertyValue(name).trim();
  return {
    paper: of("--paper"),
    ink: of("--ink"),
    soft: of("--soft"),
    faint: of("--faint"),
    rule: of("--rule"),
    strong: of("--rule-strong"),
    like: of("--link"),
    accent: of("--accent"),
    wash: of("--panel"),
    font: style.fontFamily,
  };
}
