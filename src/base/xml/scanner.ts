import { InputError, quoted } from "../errors.ts";

/** Bounds of an XML file, checked on the way. */
export interface XmlBounds {
  /** Characters of the whole file. */
  readonly characters: number;
  readonly depth: number;
  /** Of one tag, comment or instruction. */
  readonly markupCharacters: number;
  /** Of the text of one element. */
  readonly textCharacters: number;
}

export const usualXmlBounds: XmlBounds = {
  characters: 1_000_000_000,
  depth: 32,
  markupCharacters: 65_536,
  textCharacters: 262_144,
};

/** What is told of a file's elements, in their order. Names come without their namespace prefix. */
export interface XmlVisitor {
  readonly open: (name: string, attributes: () => ReadonlyMap<string, string>) => void;
  readonly text: (text: string) => void;
  readonly close: (name: string) => void;
}

const nameForm = /^[A-Za-z_][\w.:-]*$/;
const tagForm = /^<(\/?)([A-Za-z_][\w.:-]*)((?:\s+[A-Za-z_][\w:.-]*\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>$/;
const attributeForm = /([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const named: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

const bare = (name: string): string => name.slice(name.indexOf(":") + 1);

/**
 * Goes through the elements of an XML file that comes in pieces, in memory that does not grow with the file. A document type is refused, and
 * with it every entity that a file could declare: nothing outside of the file is loaded, and nothing in it multiplies.
 */
export class XmlScanner {
  readonly #file: string;
  readonly #visitor: XmlVisitor;
  readonly #bounds: XmlBounds;
  readonly #open: string[] = [];
  #rest = "";
  #line = 1;
  #seen = 0;
  #roots = 0;
  #text = 0;

  constructor(file: string, visitor: XmlVisitor, bounds: XmlBounds = usualXmlBounds) {
    this.#file = file;
    this.#visitor = visitor;
    this.#bounds = bounds;
  }

  /** @throws InputError with the line, on what is not well-formed, on a document type, and on a bound passed */
  feed(piece: string): void {
    this.#seen += piece.length;
    if (this.#seen > this.#bounds.characters)
      throw InputError.of(
        this.#file,
        "file",
        "a longer file",
        `at most ${this.#bounds.characters} characters`,
      );
    const text = this.#rest === "" ? piece : this.#rest + piece;
    this.#rest = text.slice(
      this.#take(this.#line === 1 && this.#seen === piece.length ? text.replace(/^\ufeff/, " ") : text),
    );
  }

  /** @throws InputError when the file breaks off */
  end(): void {
    if (this.#rest.trim() !== "") {
      if (this.#rest.startsWith("<"))
        throw this.refusal(`${quoted(this.#rest.slice(0, 40))}, then the end of the file`, "a whole file");
      this.#words(this.#rest);
    }
    if (this.#open.length > 0 || this.#roots === 0)
      throw this.refusal(
        "the end of the file",
        this.#open.length > 0 ? `</${this.#open.at(-1) ?? ""}>` : "an element",
      );
  }

  /** Takes whole markup and the text before it; gives how many characters were taken. */
  #take(text: string): number {
    let at = 0;
    for (;;) {
      const next = text.indexOf("<", at);
      if (next < 0) {
        // An entity may be cut by the end of a piece: text is taken up to the next tag, and may not be longer than its bound.
        if (text.length - at > this.#bounds.textCharacters)
          throw this.refusal(
            "a longer text",
            `at most ${this.#bounds.textCharacters} characters in an element`,
          );
        return at;
      }
      const end = endOfMarkup(text, next);
      if (end < 0) {
        if (text.startsWith("<!", next) && !/^<!(?:$|-|-?-|\[|\[C)/.test(text.slice(next, next + 4)))
          this.#markup(text.slice(next, next + 40));
        if (text.length - next > this.#bounds.markupCharacters)
          throw this.refusal("longer markup", `at most ${this.#bounds.markupCharacters} characters in a tag`);
        if (next > at) this.#words(text.slice(at, next));
        return next;
      }
      if (next > at) this.#words(text.slice(at, next));
      this.#markup(text.slice(next, end));
      at = end;
    }
  }

  #words(text: string): void {
    if (/\S/.test(text)) {
      if (this.#open.length === 0)
        throw this.refusal(quoted(text.trim()), "elements only, outside of the root");
      this.#text += text.length;
      if (this.#text > this.#bounds.textCharacters)
        throw this.refusal(
          "a longer text",
          `at most ${this.#bounds.textCharacters} characters in an element`,
        );
      this.#visitor.text(this.#plain(text));
    }
    this.#count(text);
  }

  #markup(markup: string): void {
    if (markup.length > this.#bounds.markupCharacters)
      throw this.refusal(
        `markup of ${markup.length} characters`,
        `at most ${this.#bounds.markupCharacters} characters`,
      );
    if (markup.startsWith("<![CDATA[")) {
      if (this.#open.length === 0) throw this.refusal("text outside of the root", "elements only");
      this.#visitor.text(markup.slice(9, -3));
    } else if (markup.startsWith("<!--") || markup.startsWith("<?")) {
      // Comments and instructions say nothing of the list.
    } else if (markup.startsWith("<!"))
      throw this.refusal(quoted(markup.slice(0, 40)), "no document type and no entities of its own");
    else this.#tag(markup);
    this.#count(markup);
  }

  #tag(markup: string): void {
    const [, closing, name = "", attributes = "", closed] = tagForm.exec(markup) ?? [];
    if (!nameForm.test(name)) throw this.refusal(quoted(markup), "well-formed XML");
    this.#text = 0;
    if (closing === "/") {
      const begun = this.#open.pop();
      if (begun !== name || attributes !== "" || closed === "/")
        throw this.refusal(`</${name}>`, begun === undefined ? "nothing open" : `</${begun}>`);
      this.#visitor.close(bare(name));
      return;
    }
    if (this.#open.length === 0 && ++this.#roots > 1)
      throw this.refusal(`a second root, ${quoted(name)}`, "one root element");
    this.#visitor.open(bare(name), () => this.#attributes(attributes));
    if (closed === "/") this.#visitor.close(bare(name));
    else if (this.#open.push(name) > this.#bounds.depth)
      throw this.refusal(`elements ${this.#open.length} deep`, `at most ${this.#bounds.depth} deep`);
  }

  #attributes(text: string): ReadonlyMap<string, string> {
    const found = new Map<string, string>();
    for (const [, name = "", double, single] of text.matchAll(attributeForm)) {
      if (found.has(name)) throw this.refusal(`the attribute ${name} twice`, "each attribute once");
      found.set(name, this.#plain(double ?? single ?? ""));
    }
    return found;
  }

  #plain(text: string): string {
    return text.replace(/&([^;\s]{0,12});?/g, (entity, code: string) => {
      const point = /^#x[0-9a-f]{1,6}$/i.test(code)
        ? Number.parseInt(code.slice(2), 16)
        : /^#\d{1,7}$/.test(code)
          ? Number(code.slice(1))
          : Number.NaN;
      const letter = point <= 0x10_ff_ff ? String.fromCodePoint(point) : named[code];
      if (letter === undefined || !entity.endsWith(";"))
        throw this.refusal(quoted(entity), "entities of XML itself");
      return letter;
    });
  }

  #count(text: string): void {
    for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) this.#line++;
  }

  /** What a visitor throws on what it does not allow here, with the line. */
  refusal(found: string, allowed: string): InputError {
    return InputError.of(`${this.#file} line ${this.#line}`, "XML", found, allowed);
  }
}

/** The place after a tag, comment, CDATA section or instruction; negative when it has no end in this text. */
function endOfMarkup(text: string, at: number): number {
  const after = (closing: string, from: number): number => {
    const found = text.indexOf(closing, from);
    return found < 0 ? -1 : found + closing.length;
  };
  if (text.startsWith("<!--", at)) return after("-->", at + 4);
  if (text.startsWith("<![CDATA[", at)) return after("]]>", at + 9);
  if (text.startsWith("<?", at)) return after("?>", at + 2);
  const [gt, double, single] = [62, 34, 39];
  let quote = 0;
  for (let i = at + 1; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (quote === 0 && c === gt) return i + 1;
    if (quote === 0 && (c === double || c === single)) quote = c;
    else if (c === quote) quote = 0;
  }
  return -1;
}
