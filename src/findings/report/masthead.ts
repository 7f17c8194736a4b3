import { plainText } from "../judgements/binding.ts";
import { html, type Html } from "./html.ts";
import type { ReportInput } from "./input.ts";

/** "2026-11-22T12:00:00.000Z" as a report prints it; other text as it is. */
export function instantInWords(text: string): string {
  const match = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})(?::\d{2}(?:\.\d+)?)?Z$/.exec(text);
  return match === null ? text : `${match[1]} ${match[2]} UTC`;
}

/** The head of the page: what the report is of, from which case, made when and by what. */
export function masthead({ finding, caseTitle, builtAt, program, model }: ReportInput): Html {
  return html`<header class="masthead">
    <p class="kicker">Case: ${caseTitle}</p>
    <h1>${plainText(finding.title)}</h1>
    <p class="standfirst">
      ${model.site.name}${model.site.country === "" ? null : html` (${model.site.country})`}. Every figure
      below leads to the record that it is read from.
    </p>
    <dl class="imprint">
      <div>
        <dt>Built</dt>
        <dd><time datetime="${builtAt}">${instantInWords(builtAt)}</time></dd>
      </div>
      <div>
        <dt>With</dt>
        <dd>${program.replace(/^yardwatch/, "Yardwatch")}</dd>
      </div>
      <div>
        <dt>Finding</dt>
        <dd><code>${finding.id}</code></dd>
      </div>
    </dl>
  </header>`;
}
