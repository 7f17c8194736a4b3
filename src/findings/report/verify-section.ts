import { html, type Html } from "./html.ts";
import type { ReportInput } from "./input.ts";
import { scrollTable } from "./scroll-table.ts";

/** What a reader who holds the case can check, with which commands, and what the hashes do not show. */
export function verifySection({ finding, model, evidence, custodyHead }: ReportInput): Html {
  const { siteId, kind, lookId, eventId } = finding.question;
  const history = `yardwatch history --case DIR --site ${siteId} --kind ${kind} --look ${lookId}${model.target.areaId === null ? "" : ` --area ${model.target.areaId}`}${eventId === null ? "" : ` --event ${eventId}`}`;
  return html`<p>Whoever holds the case folder (DIR) can work out every figure of this report again:</p>
    <pre><code>yardwatch case verify --case DIR
${history}
yardwatch report build --case DIR --finding ${finding.id}</code></pre>
    <p>
      The first checks every file of evidence against its hash and every line of the custody log against the
      one before. The second answers the question of this finding anew from the records. The third builds this
      report, and refuses when a figure in a sentence of it no longer agrees with the records.
    </p>
    <dl class="head">
      <div>
        <dt>Head of the custody log</dt>
        <dd>line ${custodyHead.seq}, <code class="hash">${custodyHead.hash}</code></dd>
      </div>
      <div>
        <dt>Look under test</dt>
        <dd><code>${model.target.look.id}</code></dd>
      </div>
    </dl>
    ${
      evidence.length === 0
        ? html`<p>No file of evidence is in the case.</p>`
        : scrollTable(
            {
              caption: "Files of evidence",
              name: "evidence",
              heads: ["File", "Bytes", "SHA-256"],
              figures: [1],
            },
            evidence.map(
              (e) =>
                html`<tr>
                  <th scope="row">${e.name}</th>
                  <td class="figure">${e.bytes}</td>
                  <td><code class="hash">${e.sha256}</code></td>
                </tr>`,
            ),
          )
    }
    <p>
      <b>What the hashes show:</b> that the files and the log are, byte for byte, those that this report was
      built from, if the head printed here is the head of the log you hold. <b>What they do not show:</b> that
      a source was right, that a page said what was copied from it, that nothing was left out, or when
      something was done by any clock but that of the machine that wrote the log.
    </p>`;
}
