import * as fc from "fast-check";
import { expect, test } from "vitest";
import { InputError } from "../errors.ts";
import { keeping, textOf, type XmlElement } from "./elements.ts";
import { XmlScanner, usualXmlBounds, type XmlBounds } from "./scanner.ts";

function read(pieces: readonly string[], wanted: readonly string[], bounds: XmlBounds = usualXmlBounds) {
  const found: XmlElement[] = [];
  let root = "";
  const scanner = new XmlScanner(
    "list.xml",
    keeping(
      "list.xml",
      new Set(wanted),
      (name) => {
        root = name;
      },
      (element) => found.push(element),
    ),
    bounds,
  );
  for (const piece of pieces) scanner.feed(piece);
  scanner.end();
  return { found, root };
}

const list = `\ufeff<?xml version="1.0"?>\n<!-- a list -->\n<l:list xmlns:l="x" day="2023-12-12">
<ship n='1'><name>A &amp; B &#x41;</name><flag/></ship><other><ship><name><![CDATA[<C>]]></name></ship></other></l:list>\n`;

test("however a file is cut into pieces, the same elements come out", () => {
  const whole = read([list], ["ship"]);
  expect(whole.root).toBe("list");
  expect(whole.found.map((s) => textOf(s, "name"))).toEqual(["A & B A", "<C>"]);
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: list.length - 1 }), { maxLength: 12 }), (cuts) => {
      const at = [0, ...cuts.sort((a, b) => a - b), list.length];
      const pieces = at.slice(1).map((end, i) => list.slice(at[i], end));
      expect(read(pieces, ["ship"])).toEqual(whole);
    }),
  );
});

test.each([
  ["a document type", '<!DOCTYPE l [<!ENTITY a "aaaa">]><l>&a;</l>', "no document type"],
  ["an entity of its own", "<l>&lol;</l>", "entities of XML itself"],
  ["text after the end", "<l></l>more", "elements only"],
  ["two roots", "<l></l><m></m>", "one root"],
  ["tags that do not match", "<l><m></l></m>", "</m>"],
  ["a file that breaks off", "<l><m>", "</m>"],
  ["a tag that breaks off", "<l><m", "a whole file"],
  ["nothing", "", "an element"],
  ["no XML", "ent_num,SDN_Name", "elements only"],
])("%s is refused", (_name, text, allowed) => {
  expect(() => read([text], [])).toThrow(allowed);
  expect(() => read(text.split(""), [])).toThrow(InputError);
});

test("depth, length of text, of tags and of the file are bounded", () => {
  const small: XmlBounds = { characters: 1_000, depth: 4, markupCharacters: 40, textCharacters: 50 };
  expect(() => read(["<a>".repeat(9)], [], small)).toThrow("at most 4 deep");
  expect(() => read([`<a>${"x".repeat(60)}</a>`], [], small)).toThrow("at most 50 characters");
  expect(() => read(["<a>", "x".repeat(60)], [], small)).toThrow("at most 50 characters");
  expect(() => read([`<a b="${"x".repeat(60)}"/>`], [], small)).toThrow("at most 40 characters");
  expect(() => read(["<a>", ...("<b/>".repeat(300).match(/.{1,7}/g) ?? [])], [], small)).toThrow(
    "at most 1000 characters",
  );
});
