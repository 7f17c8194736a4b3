/** Text that is HTML already. Only this file makes it; everything else that enters a template is escaped. */
export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** What may stand in a template. Text and numbers are escaped; null, undefined and false leave nothing behind. */
export type Content = string | number | Html | null | undefined | false | readonly Content[];

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
  "`": "&#96;",
};

// Control characters break parsers, and marks that turn the direction of writing let a text show as another than it is.
const disguises = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

/** Text made safe for an element's content and for a quoted attribute. */
export const escaped = (text: string): string =>
  text.replace(disguises, "\ufffd").replace(/[&<>"'`]/g, (c) => entities[c] ?? "");

const rendered = (content: Content): string => {
  if (content === null || content === undefined || content === false) return "";
  if (content instanceof Html) return content.text;
  if (typeof content === "string") return escaped(content);
  if (typeof content === "number") return String(content);
  // Anything else came past the compiler: it is no HTML, and is not taken for it.
  return Array.isArray(content) ? content.map(rendered).join("") : "";
};

/** Template for HTML and SVG that escapes what is put into it. Attributes must be quoted in the template. */
export const html = (parts: TemplateStringsArray, ...contents: readonly Content[]): Html =>
  new Html(parts.map((part, i) => part + (i < contents.length ? rendered(contents[i]) : "")).join(""));

/** Contents in a row with something between them. */
export const joined = (contents: readonly Content[], between: Content): Html =>
  html`${contents.map((c, i) => (i === 0 ? c : [between, c]))}`;

/** A style sheet of this program. Its text is not escaped: nothing foreign may be in it. */
export const styleElement = (css: string): Html => new Html(`<style>${css}</style>`);

/** A script of this program; what would end the element early is written so that it does not. */
export const scriptElement = (script: string): Html =>
  script === ""
    ? html``
    : new Html(`<script>${script.replace(/<(?=\/script|!--|script)/gi, "\\x3c")}</script>`);

const webAddress = /^https?:\/\/[^\s/?#"'<>\\]+[^\s"<>\\]*$/i;

/** A link out of the report; the bare content where the address is none of the web. */
export const linkOut = (address: string, content: Content): Html =>
  webAddress.test(address)
    ? html`<a href="${address}" rel="noopener noreferrer nofollow">${content}</a>`
    : html`${content}`;
