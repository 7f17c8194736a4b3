import { counted } from "../../../../base/counted.ts";
import { readPlaces } from "../../../../system/store/reading.ts";
import type { Call, ExitCode } from "../../definition.ts";
import { withCase } from "../../with-case.ts";

export async function run(call: Call): Promise<ExitCode> {
  const { output } = call;
  return withCase(call, "read", (opened) => {
    const { sites, areas } = readPlaces(opened.database);
    const looks = new Map(
      opened.database
        .prepare("SELECT site, count(*) AS n FROM looks GROUP BY site")
        .all()
        .map((r) => [String(r["site"]), Number(r["n"])]),
    );
    const rows = sites.map((s) => ({
      ...s,
      areas: areas.filter((a) => a.siteId === s.id).map((a) => a.id),
      looks: looks.get(s.id) ?? 0,
    }));
    output.result({ sites: rows }, () =>
      rows.length === 0
        ? ["no sites yet; add some with site add"]
        : rows.map(
            (r) =>
              `${r.id.padEnd(14)} ${r.name} (${r.country}); ${counted(r.areas.length, "area")}, ${counted(r.looks, "look")}`,
          ),
    );
    return 0;
  });
}
