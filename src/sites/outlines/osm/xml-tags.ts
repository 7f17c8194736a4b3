import { quoted } from "../../../base/errors.ts";
import { XmlScanner, type XmlVisitor } from "../../../base/xml/scanner.ts";

/** Bounds of an OpenStreetMap file, checked on the way. */
export const osmBounds = {
  characters: 256 * 1024 * 1024,
  tagCharacters: 16_384,
  depth: 8,
  tracks: 100_000,
} as const;

/** What is told of a file's elements, in their order. `attributes` is only parsed when it is asked for: most elements of an extract are nodes that nobody wants. */
export type TagVisitor = Pick<XmlVisitor, "open" | "close">;

/**
 * Goes through the elements of an XML file that holds elements and attributes only, as OpenStreetMap's do. A tree of a million nodes
 * would cost gigabytes; this costs nothing but the text.
 * @throws InputError with the line, as `XmlScanner`; and on text between elements
 */
export function visitTags(text: string, file: string, { open, close }: TagVisitor): void {
  const scanner: XmlScanner = new XmlScanner(
    file,
    {
      open,
      close,
      text: (between) => {
        throw scanner.refusal(quoted(between.trim()), "elements only, without text between them");
      },
    },
    {
      characters: osmBounds.characters,
      depth: osmBounds.depth,
      markupCharacters: osmBounds.tagCharacters,
      textCharacters: osmBounds.tagCharacters,
    },
  );
  scanner.feed(text);
  scanner.end();
}
