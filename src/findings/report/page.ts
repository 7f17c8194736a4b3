import { html, scriptElement, styleElement, type Content, type Html } from "./html.ts";
import { style } from "./style.ts";

export interface Section {
  readonly id: string;
  readonly title: string;
  /** Shorter, for the table of contents. */
  readonly short: string;
  readonly body: Content;
}

export interface PageText {
  readonly title: string;
  readonly masthead: Html;
  readonly sections: readonly Section[];
  readonly footer: Html;
  readonly script: string;
}

/** One file that holds all it needs and may load nothing. */
export function page({ title, masthead, sections, footer, script }: PageText): string {
  const contents = html`<nav class="contents" aria-label="Contents">
    <p class="kicker">Contents</p>
    <ol>
      ${sections.map((s) => html`<li><a href="#${s.id}">${s.short}</a></li>`)}
    </ol>
  </nav>`;
  return html`${doctype}
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta
          http-equiv="Content-Security-Policy"
          content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:"
        />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <title>${title}</title>
        ${styleElement(style)}
      </head>
      <body>
        <a class="skip" href="#findings">Skip to the findings</a>${masthead}
        <div class="layout">
          ${contents}
          <main>
            ${sections.map(
              (s) =>
                html`<section id="${s.id}" aria-labelledby="${s.id}-title">
                  <h2 id="${s.id}-title">${s.title}</h2>
                  ${s.body}
                </section>`,
            )}
          </main>
        </div>
        ${footer}${scriptElement(script)}
      </body>
    </html> `.text;
}

const doctype = html`<!doctype html>`;
