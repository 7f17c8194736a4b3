/** A link as OGC's and STAC's documents carry it. */
export interface Link {
  readonly href: string;
  readonly rel: string;
  readonly type?: string;
  readonly title?: string;
  /** STAC: how it is asked; GET where left out. */
  readonly method?: "GET" | "POST";
  /** STAC: what is posted. */
  readonly body?: Readonly<Record<string, unknown>>;
}

export const json = "application/json";
export const geoJson = "application/geo+json";
export const jsonSchema = "application/schema+json";
/** OpenAPI 3.0, which the class "oas30" of OGC API Features asks for. */
export const openApi30 = "application/vnd.oai.openapi+json;version=3.0";

/** Parameters of an address, in the order given; those without a value are left out. */
export function queryText(parameters: readonly (readonly [name: string, value: string | null])[]): string {
  const given = parameters.filter((p): p is readonly [string, string] => p[1] !== null);
  return given.length === 0
    ? ""
    : `?${given.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join("&")}`;
}
