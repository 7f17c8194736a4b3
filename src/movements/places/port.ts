import type { Position } from "../../sites/counting/site.ts";

export const portKinds = ["port", "anchorage"] as const;

/** A port or anchorage from an imported list; areas of the case's sites count as places too. */
export interface Port {
  /** "<list>/<number or cell>". */
  readonly id: string;
  readonly name: string;
  /** Of ISO 3166-1, three letters; empty when not said. */
  readonly country: string;
  readonly kind: (typeof portKinds)[number];
  readonly position: Position;
  readonly list: string;
}
