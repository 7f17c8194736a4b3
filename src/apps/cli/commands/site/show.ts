import { InputError, quoted } from "../../../../base/errors.ts";
import type { Area, Places, Site } from "../../../../sites/counting/site.ts";
import { writeGeoJson } from "../../../../sites/outlines/geojson.ts";
import { writeKml } from "../../../../sites/outlines/kml.ts";
import { readPlaces } from "../../../../system/store/reading.ts";
import type { Call, ExitCode } from "../../definition.ts";
import { withCase } from "../../with-case.ts";

export async function run(call: Call): Promise<ExitCode> {
  const {
    args: [id = ""],
    options,
    output,
  } = call;
  return withCase(call, "read", (opened) => {
    const places = chosen(readPlaces(opened.database), id);
    const format = options["format"] ?? "text";
    if (format === "geojson") process.stdout.write(writeGeoJson(places));
    else if (format === "kml") process.stdout.write(writeKml(places));
    else if (format === "text")
      output.result(places, () =>
        places.sites.flatMap((s) =>
          inWords(
            s,
            places.areas.filter((a) => a.siteId === s.id),
          ),
        ),
      );
    else throw InputError.of("site show", "--format", quoted(String(format)), "text, geojson or kml");
    return 0;
  });
}

function chosen(places: Places, id: string): Places {
  if (id === "all") return places;
  const sites = places.sites.filter((s) => s.id === id);
  if (sites.length === 0)
    throw InputError.of(
      "site show",
      "site",
      quoted(id),
      `all, or a site of the case: ${places.sites.map((s) => s.id).join(", ") || "none yet"}`,
    );
  return { sites, areas: places.areas.filter((a) => a.siteId === id) };
}

function inWords(site: Site, areas: readonly Area[]): string[] {
  const hours = site.zoneMinutes / 60;
  return [
    `${site.id}: ${site.name} (${site.country})${site.names.length === 0 ? "" : `, also ${site.names.join(", ")}`}`,
    `  longitude ${site.position[0]}, latitude ${site.position[1]}; civil time UTC${hours < 0 ? "" : "+"}${hours}`,
    ...(site.note === "" ? [] : [`  ${site.note}`]),
    ...areas.map((a) => {
      const valid =
        a.validFrom === null && a.validTo === null
          ? ""
          : `, valid ${a.validFrom ?? "from ever"} to ${a.validTo ?? "now"}`;
      const sure = a.approximate
        ? `, APPROXIMATE${a.uncertaintyMetres === null ? "" : ` (may be ${a.uncertaintyMetres} m off)`}: ${a.basis}`
        : "";
      return `  ${a.id}: ${a.name} (${a.role})${valid}${sure}`;
    }),
  ];
}
