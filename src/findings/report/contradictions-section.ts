import { standings, type Contradiction, type Standing } from "../contradictions/contradiction.ts";
import { numbered } from "../contradictions/list-words.ts";
import { testInWords } from "../contradictions/test-names.ts";
import { capital } from "./figures.ts";
import { html, joined, type Html } from "./html.ts";
import type { ReportInput } from "./input.ts";
import type { Sources } from "./sources.ts";
import { scrollTable } from "./scroll-table.ts";

const titles: Readonly<Record<string, string>> = {
  rail: "On the railcars",
  sea: "On the sea route",
  depot: "On the depot",
};

/** Statements that contradict each other, each set with its answer; null for none. */
export function contradictionsSection({ movements }: ReportInput, sources: Sources): Html | null {
  const all = movements?.contradictions ?? [];
  if (all.length === 0) return null;
  const topics = [...Map.groupBy(all, (c) => c.topic)].sort(([a], [b]) => order(a) - order(b));
  return html`<p>
      ${numbered(all.length, "contradiction")} between published statements ${all.length === 1 ? "is" : "are"}
      on record: ${tally(all)}. Each answer is worked out from the statements and the records when this report
      is built; none is written down beforehand. Open means that what is on record cannot tell.
    </p>
    ${topics.map(([topic, of]) => table(topic, of, sources))}`;
}

const order = (topic: string): number => {
  const known = Object.keys(titles).indexOf(topic);
  return known < 0 ? Object.keys(titles).length : known;
};

const tally = (all: readonly Contradiction[]): Html =>
  joined(
    standings.map((s) => html`<b>${all.filter((c) => c.standing === s).length}</b> ${s}`),
    ", ",
  );

function table(topic: string, of: readonly Contradiction[], sources: Sources): Html {
  const sorted = [...of].sort((a, b) => standings.indexOf(a.standing) - standings.indexOf(b.standing));
  const title = titles[topic] ?? (topic === "" ? "Others" : capital(topic));
  return scrollTable(
    {
      caption: `${title}: ${numbered(of.length, "contradiction")}`,
      name: "contradictions",
      heads: ["On what", "Answer", "Why", "Statements"],
    },
    sorted.map((c) => row(c, sources)),
  );
}

const signs: Readonly<Record<Standing, string>> = {
  resolved: "\u25cf",
  compatible: "\u25d0",
  open: "\u25cb",
};

function row(c: Contradiction, sources: Sources): Html {
  return html`<tr>
    <th scope="row">${c.about}</th>
    <td class="standing ${c.standing}">
      <span aria-hidden="true">${signs[c.standing]}</span> ${c.standing}<br /><span class="faint"
        >${testInWords[c.test]}</span
      >
    </td>
    <td class="remark">
      ${c.why}${c.standing === "open" && c.wanted !== "" ? html`<br /><span class="faint">Would settle it: ${c.wanted.replace(/^./, (x) => x.toLowerCase()).replace(/\.$/, "")}.</span>` : null}
    </td>
    <td>
      <ul class="statements">
        ${c.statements.map(
          (s) =>
            html`<li${c.falls.includes(s.statement) ? html` class="falls"` : null}>
              ${s.says} <span class="faint">${sources.cite(s)}${c.falls.includes(s.statement) ? ", does not stand" : ""}</span>
            </li>`,
        )}
      </ul>
    </td>
  </tr>`;
}
