import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Ajv, type ValidateFunction } from "ajv";
import formats from "ajv-formats";
import { expect } from "vitest";
import { parse } from "yaml";
import { textsOf } from "./wheels.ts";

/** Holds a document against a schema by its name. */
export type Hold = (name: string, document: unknown) => void;

function holding(ajv: Ajv, idOf: (name: string) => string): Hold {
  return (name, document) => {
    const validate: ValidateFunction | undefined = ajv.getSchema(idOf(name));
    if (validate === undefined) throw new Error(`no schema ${name}`);
    validate(document);
    expect(validate.errors ?? [], `${name}: ${JSON.stringify(document).slice(0, 300)}`).toEqual([]);
  };
}

function empty(): Ajv {
  const ajv = new Ajv({ strict: false, allErrors: true });
  formats.default(ajv);
  // Internationalised addresses: what the standard's own address parser takes.
  ajv.addFormat("iri", (text) => URL.canParse(text));
  ajv.addFormat("iri-reference", (text) => URL.canParse(text, "http://base.example/"));
  return ajv;
}

function withGeoJson(ajv: Ajv): Ajv {
  const folder = dirname(fileURLToPath(import.meta.resolve("geojson-schema/Feature.json")));
  for (const file of readdirSync(folder).filter((name) => /^[A-Z]\w+\.json$/.test(name)))
    ajv.addSchema(JSON.parse(readFileSync(join(folder, file), "utf8")) as object);
  return ajv;
}

/** GeoJSON (RFC 7946): "Feature", "FeatureCollection" and so on. */
export const geoJsonSchemas = (): Hold =>
  holding(withGeoJson(empty()), (name) => `https://geojson.org/schema/${name}.json`);

/** STAC 1.0.0: "item", "collection", "catalog"; null where they cannot be had. */
export function stacSchemas(): Hold | null {
  const texts = textsOf("pystac", /\/stac-spec\/v1\.0\.0\/\w+\.json$/);
  if (texts === null) return null;
  const ajv = withGeoJson(empty());
  for (const text of texts.values()) ajv.addSchema(JSON.parse(text) as object);
  return holding(ajv, (name) => `https://schemas.stacspec.org/v1.0.0/${name}-spec/json-schema/${name}.json#`);
}

const ogc = "https://ogc.example/";

/** OGC API Features 1.0: "landingPage", "confClasses", "collections", "collection", "featureCollectionGeoJSON", "featureGeoJSON". */
export function ogcSchemas(): Hold | null {
  const texts = textsOf("ogctests", /\/features\/schemas\/\w+\.yaml$/);
  if (texts === null) return null;
  const ajv = empty();
  for (const [path, text] of texts) {
    const name = path.replace(/^.*\/|\.yaml$/g, "");
    // Definitions of parameters and of OpenAPI are no schemas of documents. The package's own names, "urn:link", are no names that the validator takes.
    if (!/^(?:bbox|datetime|limit|openapi.*)$/.test(name))
      ajv.addSchema(parse(text.replaceAll(/\burn:(\w+)/g, `${ogc}$1`)) as object, ogc + name);
  }
  return holding(ajv, (name) => ogc + name);
}
