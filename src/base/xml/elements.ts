import { InputError } from "../errors.ts";
import type { XmlVisitor } from "./scanner.ts";

/** An element with all that is in it. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  /** Its own text, trimmed, without that of its children. */
  readonly text: string;
  readonly children: readonly XmlElement[];
}

interface Growing {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  text: string;
  readonly children: XmlElement[];
}

/** Elements within one that is kept whole: a record of a list has some hundred. */
const mostWithin = 50_000;

/**
 * A visitor that keeps only the elements of some names, each whole, and hands it over when it closes: so that a file of a million elements costs the
 * memory of one record. The root's attributes come first.
 */
export function keeping(
  file: string,
  wanted: ReadonlySet<string>,
  onRoot: (name: string, attributes: ReadonlyMap<string, string>) => void,
  onElement: (element: XmlElement) => void,
): XmlVisitor {
  const growing: Growing[] = [];
  let [depth, within] = [0, 0];
  return {
    open: (name, attributes) => {
      if (depth++ === 0) onRoot(name, attributes());
      if (growing.length === 0 && !wanted.has(name)) return;
      if (growing.length === 0) within = 0;
      if (++within > mostWithin)
        throw InputError.of(file, name, "too many elements in one record", `at most ${mostWithin}`);
      growing.push({ name, attributes: attributes(), text: "", children: [] });
    },
    text: (text) => {
      const top = growing.at(-1);
      if (top !== undefined) top.text += text;
    },
    close: () => {
      depth--;
      const done = growing.pop();
      if (done === undefined) return;
      const element: XmlElement = { ...done, text: done.text.trim() };
      const parent = growing.at(-1);
      if (parent === undefined) onElement(element);
      else parent.children.push(element);
    },
  };
}

/** The first child of a name; null for none. */
export const childOf = (element: XmlElement, name: string): XmlElement | null =>
  element.children.find((c) => c.name === name) ?? null;

export const childrenOf = (element: XmlElement, name: string): readonly XmlElement[] =>
  element.children.filter((c) => c.name === name);

/** The text of the first child of a name; empty for none. */
export const textOf = (element: XmlElement, name: string): string => childOf(element, name)?.text ?? "";

/** All elements of a name within one, at any depth. */
export const allWithin = (element: XmlElement, name: string): readonly XmlElement[] =>
  element.children.flatMap((c) => [...(c.name === name ? [c] : []), ...allWithin(c, name)]);
