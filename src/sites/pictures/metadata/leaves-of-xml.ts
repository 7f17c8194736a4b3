import { DOMParser, type Document, type Element, type Node } from "@xmldom/xmldom";
import { InputError, quoted } from "../../../base/errors.ts";
import type { Leaf } from "./leaves.ts";

/** Bounds of an XML sidecar. The largest that suppliers write have some megabytes. */
export const xmlBounds = { characters: 16 * 1024 * 1024, elements: 200_000, depth: 50 } as const;

/**
 * The values of an XML file: elements that hold text and no other element.
 * @throws InputError on a bound passed, a document type or entity declaration, and malformed XML
 */
export function leavesOfXml(text: string, file: string): readonly Leaf[] {
  const refuse = (found: string, allowed: string): InputError => InputError.of(file, "XML", found, allowed);
  if (text.length > xmlBounds.characters)
    throw refuse(`${text.length} characters`, `at most ${xmlBounds.characters}`);
  if (/<!(?:DOCTYPE|ENTITY)/i.test(text))
    throw refuse("a document type or entity declaration", "XML without them");
  let tags = 0;
  for (let at = text.indexOf("<"); at >= 0; at = text.indexOf("<", at + 1))
    if (++tags > xmlBounds.elements * 2)
      throw refuse("too many elements", `at most ${xmlBounds.elements} elements`);
  const root = parsed(text, refuse).documentElement;
  const leaves: Leaf[] = [];
  const open: { readonly element: Element; readonly path: string; readonly depth: number }[] = [];
  if (root !== null) open.push({ element: root, path: nameOf(root), depth: 1 });
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { element, path, depth } = next;
    if (depth > xmlBounds.depth) throw refuse(`elements ${depth} deep`, `at most ${xmlBounds.depth} deep`);
    const inner: Element[] = [];
    for (let node: Node | null = element.firstChild; node !== null; node = node.nextSibling)
      if (node.nodeType === 1) inner.push(node as Element);
    if (inner.length === 0)
      leaves.push({ name: nameOf(element), path, text: (element.textContent ?? "").trim() });
    // Taken from the end, so that leaves come in the order of the file.
    for (const child of inner.toReversed())
      open.push({ element: child, path: `${path}/${nameOf(child)}`, depth: depth + 1 });
  }
  return leaves;
}

const nameOf = (element: Element): string => (element.localName ?? element.tagName).toUpperCase();

function parsed(text: string, refuse: (found: string, allowed: string) => InputError): Document {
  let fault = "";
  const onError = (level: string, message: string): void => {
    if (level === "warning") return;
    fault ||= message;
    throw new Error(message);
  };
  try {
    return new DOMParser({ onError }).parseFromString(text.replace(/^\ufeff/, ""), "application/xml");
  } catch (error) {
    throw refuse(quoted(fault || String(error)), "well-formed XML");
  }
}
