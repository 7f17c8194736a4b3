import { DOMParser, type Document } from "@xmldom/xmldom";
import { InputError, quoted } from "../../base/errors.ts";

/**
 * Bounds of a KML file, checked before the parser sees it. An element costs the parser and the converter about 30 microseconds and
 * 3 kB; `parts`, the MultiGeometry of a file, cost the converter their square.
 */
export const kmlBounds = {
  characters: 64 * 1024 * 1024,
  elements: 300_000,
  depth: 100,
  tagCharacters: 16_384,
  parts: 10_000,
} as const;

/**
 * Parses KML text. Nothing outside the text is ever loaded, and no entity but those of XML itself is known.
 * @throws InputError on a document type or entity declaration, on a bound passed, on malformed XML (with its line), and on
 * a root element that is not `kml`.
 */
export function parseKml(source: string, file: string): Document {
  const text = source.replace(/^\ufeff/, "");
  checkBounds(text, file);
  const document = parseXml(text, file);
  const root = document.documentElement;
  if (document.doctype !== null || root?.tagName !== "kml")
    throw InputError.of(
      file,
      "root element",
      quoted(root?.tagName ?? ""),
      "kml, without a prefix or a document type",
    );
  return document;
}

interface Locator {
  readonly lineNumber?: number;
}

function parseXml(text: string, file: string): Document {
  let fault: { readonly line: number; readonly message: string } | null = null;
  const onError = (level: string, message: string, context: { readonly locator?: Locator } | null): void => {
    // A replacement character is a character like any other: it was in the file when its bytes were read as UTF-8.
    if (level === "warning" && message.startsWith("Unicode replacement character")) return;
    fault ??= { line: Math.max(context?.locator?.lineNumber ?? 1, 1), message };
    // What the parser calls a warning other readers refuse, or read differently.
    throw new Error(message);
  };
  try {
    return new DOMParser({ onError }).parseFromString(text, "application/xml");
  } catch (error) {
    const { line, message } = fault ?? { line: 1, message: String(error) };
    throw InputError.of(`${file} line ${line}`, "XML", quoted(message), "well-formed XML");
  }
}

/** Goes through the tags once, since a parser's time and memory grow with their number, depth and length. */
function checkBounds(text: string, file: string): void {
  const { characters, elements, depth, tagCharacters, parts } = kmlBounds;
  if (text.length > characters)
    throw InputError.of(file, "file", `${text.length} characters`, `at most ${characters} characters`);
  const count = { elements: 0, parts: 0, open: 0 };
  let inPlacemark = false;
  for (let at = text.indexOf("<"); at >= 0; at = text.indexOf("<", at)) {
    const refuse = (found: string, allowed: string): never => {
      const line = text.slice(0, at).split("\n").length;
      throw InputError.of(`${file} line ${line}`, "XML", found, allowed);
    };
    const end = endOfMarkup(text, at);
    if (/^<!(?!--|\[CDATA\[)/.test(text.slice(at, at + 9)))
      refuse(quoted(text.slice(at, at + 40)), "XML without a document type or entity declarations");
    // The parser names what is wrong with markup that has no end.
    if (end < 0) return;
    // Comments and instructions become nodes as elements do.
    if (!text.startsWith("</", at) && ++count.elements > elements)
      refuse("too many elements", `at most ${elements} elements`);
    if (text.startsWith("</", at)) {
      count.open--;
      if (text.startsWith("</Placemark", at)) inPlacemark = false;
    } else if (!text.startsWith("<!", at) && !text.startsWith("<?", at)) {
      const closed = text.charAt(end - 2) === "/";
      if (end - at > tagCharacters) refuse(`a tag of ${end - at} characters`, `at most ${tagCharacters}`);
      if (text.startsWith("<MultiGeometry", at) && ++count.parts > parts)
        refuse("too many MultiGeometry", `at most ${parts} of them`);
      if (!closed && ++count.open > depth) refuse(`elements ${count.open} deep`, `at most ${depth} deep`);
      if (text.startsWith("<Placemark", at) && !closed) {
        if (inPlacemark) refuse("a Placemark inside a Placemark", "placemarks side by side");
        inPlacemark = true;
      }
    }
    at = end;
  }
}

/** The place after a tag, comment, CDATA section or instruction; negative when it has no end. */
function endOfMarkup(text: string, at: number): number {
  const after = (closing: string, from: number): number => {
    const found = text.indexOf(closing, from);
    return found < 0 ? -1 : found + closing.length;
  };
  if (text.startsWith("<!--", at)) return after("-->", at + 4);
  if (text.startsWith("<![CDATA[", at)) return after("]]>", at + 9);
  if (text.startsWith("<?", at)) return after("?>", at + 2);
  let quote = "";
  for (let i = at + 1; i < text.length; i++) {
    const c = text.charAt(i);
    if (quote === "" && c === ">") return i + 1;
    if (quote === "" && (c === '"' || c === "'")) quote = c;
    else if (c === quote) quote = "";
  }
  return -1;
}
