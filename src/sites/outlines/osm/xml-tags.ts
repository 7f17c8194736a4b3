import { InputError, quoted } from "../../../base/errors.ts";

/** Bounds of an OpenStreetMap file, checked on the way. */
export const osmBounds = {
  characters: 256 * 1024 * 1024,
  tagCharacters: 16_384,
  depth: 8,
  tracks: 100_000,
} as const;

/** What is told of a file's elements, in their order. */
export interface TagVisitor {
  /** `attributes` is only parsed when it is asked for: most elements of an extract are nodes that nobody wants. */
  readonly open: (name: string, attributes: () => ReadonlyMap<string, string>) => void;
  readonly close: (name: string) => void;
}

const tagForm = /^<(\/?)([A-Za-z_][\w.-]*)((?:\s+[A-Za-z_][\w:.-]*\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>$/;
const attributeForm = /([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/**
 * Goes through the elements of an XML file that holds elements and attributes only, as OpenStreetMap's do. A tree of a million nodes
 * would cost gigabytes; this costs nothing but the text.
 * @throws InputError with the line: on declarations of types or entities, on tags that do not match, on text between them, on a file that
 * breaks off, and on a bound passed
 */
export function visitTags(text: string, file: string, visitor: TagVisitor): void {
  if (text.length > osmBounds.characters)
    throw InputError.of(
      file,
      "file",
      `${text.length} characters`,
      `at most ${osmBounds.characters} characters; cut the extract to the site`,
    );
  const open: string[] = [];
  let [at, roots] = [text.startsWith("\ufeff") ? 1 : 0, 0];
  const refuse = (found: string, allowed: string): InputError =>
    InputError.of(`${file} line ${text.slice(0, at).split("\n").length}`, "XML", found, allowed);
  for (;;) {
    const next = text.indexOf("<", at);
    const between = text.slice(at, next < 0 ? text.length : next);
    if (/\S/.test(between)) throw refuse(quoted(between.trim()), "elements only, without text between them");
    if (next < 0) break;
    at = next;
    const end = endOfMarkup(text, at);
    if (end < 0) throw refuse(`${quoted(text.slice(at, at + 40))}, then the end of the file`, "a whole file");
    if (text.startsWith("<!--", at) || text.startsWith("<?", at)) {
      at = end;
      continue;
    }
    if (text.charAt(at + 1) === "!")
      throw refuse(quoted(text.slice(at, at + 40)), "no document type, entity declarations or CDATA");
    if (end - at > osmBounds.tagCharacters)
      throw refuse(`a tag of ${end - at} characters`, `at most ${osmBounds.tagCharacters}`);
    const [, closing, name = "", attributes = "", closed] = tagForm.exec(text.slice(at, end)) ?? [];
    if (name === "") throw refuse(quoted(text.slice(at, end)), "well-formed XML");
    if (closing === "/") {
      const begun = open.pop();
      if (begun !== name) throw refuse(`</${name}>`, begun === undefined ? "nothing open" : `</${begun}>`);
      visitor.close(name);
    } else {
      if (open.length === 0 && ++roots > 1)
        throw refuse(`a second root, ${quoted(name)}`, "one root element");
      visitor.open(name, () => attributesOf(attributes, refuse));
      if (closed === "/") visitor.close(name);
      else if (open.push(name) > osmBounds.depth)
        throw refuse(`elements ${open.length} deep`, `at most ${osmBounds.depth} deep`);
    }
    at = end;
  }
  at = text.length;
  if (open.length > 0 || roots === 0)
    throw refuse("the end of the file", open.length > 0 ? `</${open.at(-1) ?? ""}>` : "an element");
}

/** The place after a tag, comment or instruction; negative when it has no end. */
function endOfMarkup(text: string, at: number): number {
  const after = (closing: string, from: number): number => {
    const found = text.indexOf(closing, from);
    return found < 0 ? -1 : found + closing.length;
  };
  if (text.startsWith("<!--", at)) return after("-->", at + 4);
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

const named: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

function attributesOf(
  text: string,
  refuse: (found: string, allowed: string) => InputError,
): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [, name = "", double, single] of text.matchAll(attributeForm)) {
    if (found.has(name)) throw refuse(`the attribute ${name} twice`, "each attribute once");
    const plain = (double ?? single ?? "").replace(/&([^;\s]{0,12});?/g, (entity, code: string) => {
      const point = /^#x[0-9a-f]{1,6}$/i.test(code)
        ? Number.parseInt(code.slice(2), 16)
        : /^#\d{1,7}$/.test(code)
          ? Number(code.slice(1))
          : Number.NaN;
      const letter = point <= 0x10_ff_ff ? String.fromCodePoint(point) : named[code];
      if (letter === undefined || !entity.endsWith(";"))
        throw refuse(quoted(entity), "entities of XML itself");
      return letter;
    });
    found.set(name, plain);
  }
  return found;
}
