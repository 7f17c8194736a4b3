import { counted } from "../../base/counted.ts";
import { looseFromMetres } from "../contradictions/tests/reference-distance.ts";
import type { HeldDistance, SiteDistances } from "../distances/table.ts";
import { linkOut, html, joined, type Html } from "./html.ts";
import type { ReportInput } from "./input.ts";
import type { Sources } from "./sources.ts";
import { folded, scrollTable } from "./scroll-table.ts";

const kilometres = (metres: number): string => (metres / 1000).toFixed(metres < 10_000 ? 1 : 0);

/** Published distances and what each fits; null where none is published. */
export function distancesSection({ movements }: ReportInput, sources: Sources): Html | null {
  const tables = movements?.distances ?? [];
  return tables.length === 0 ? null : html`${tables.map((t) => ofSite(t, sources))}`;
}

function ofSite({ site, measured, held }: SiteDistances, sources: Sources): Html {
  const names = new Map(measured.map((m) => [m.line.id, m.line.name]));
  const loose = new Set(measured.filter((m) => m.line.errorMetres > looseFromMetres).map((m) => m.line.id));
  return html`<p>
      Of <b>${site.name}</b> ${counted(held.length, "distance")} ${held.length === 1 ? "is" : "are"}
      published, to what is often not said. Each is held against every line on record, with half of the step
      that it was rounded to and the error of the line allowed.
    </p>
    ${scrollTable(
      {
        caption: `Published distances of ${site.name}`,
        name: "distances",
        heads: ["Published", "In km", "By", "Fits", "Loosely fits"],
        figures: [1],
      },
      held.map((h) => figureRow(h, names, loose, sources)),
    )}
    ${
      measured.length === 0
        ? html`<p>No line is on record to hold them against.</p>`
        : folded(
            measured.length === 1
              ? "Show the line and how it was drawn"
              : `Show the ${measured.length} lines and how they were drawn`,
            true,
            scrollTable(
              {
                caption: `From ${site.name} along the ellipsoid`,
                name: "lines",
                heads: ["Line", "Distance, km", "May be off by, km", "Nearest at", "Whose line, how drawn"],
                figures: [1, 2],
              },
              measured.map(
                ({ line, metres, at }) =>
                  html`<tr>
                    <th scope="row">${line.name}</th>
                    <td class="figure">${(metres / 1000).toFixed(1)}</td>
                    <td class="figure">${kilometres(line.errorMetres)}</td>
                    <td>${at[1].toFixed(2)}°, ${at[0].toFixed(2)}°</td>
                    <td class="remark">
                      ${line.basis} ${line.source === "" ? null : linkOut(line.source, "page")}
                    </td>
                  </tr>`,
              ),
            ),
          )
    }`;
}

function figureRow(
  { statement, fits }: HeldDistance,
  names: ReadonlyMap<string, string>,
  loose: ReadonlySet<string>,
  sources: Sources,
): Html {
  const [first] = fits;
  const named = (wanted: (line: string) => boolean): Html => {
    const found = fits.filter((f) => f.fits && wanted(f.line));
    const statute = found.filter((f) => !f.unit.startsWith("nautical"));
    const texts = (statute.length > 0 ? statute : found).map(
      (f) =>
        `${names.get(f.line) ?? f.line} (${kilometres(f.metres)} km${f.unit.startsWith("nautical") ? ", in nautical miles" : ""})`,
    );
    // Both variants of a border are one line where the claim changes nothing.
    const unique = [...new Set(texts.map((t) => t.replace(", claimed ground included", "")))];
    return unique.length === 0 ? html`<span class="faint">none tried</span>` : joined(unique, html`<br />`);
  };
  return html`<tr>
    <th scope="row">${statement.says}</th>
    <td class="figure">
      ${first === undefined ? "?" : kilometres(first.saidMetres)}<br /><span class="faint"
        >±${first === undefined ? "?" : kilometres(first.roundedMetres)}</span
      >
    </td>
    <td>${sources.cite(statement)}</td>
    <td>${named((line) => !loose.has(line))}</td>
    <td>${named((line) => loose.has(line))}</td>
  </tr>`;
}
