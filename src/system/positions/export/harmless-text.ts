import { printable } from "../../../base/errors.ts";

/** A name that somebody sent, fit for a text that people and programs read: nothing in it steers a terminal, turns the writing round or ends a line. */
export const harmlessText = (text: string): string => printable(text);

/**
 * The same inside KML: viewers show the name of a place as HTML even when it was escaped, so what would begin a tag is written with the sign that looks
 * like it.
 */
export const harmlessInKml = (text: string): string =>
  harmlessText(text)
    .replaceAll("<", "\u2039")
    .replaceAll(">", "\u203a")
    .replaceAll("&", "&amp;")
    .replaceAll('"', "&quot;");

/** JSON that stays text inside a page. */
export const harmlessJson = (value: unknown): string => JSON.stringify(value).replaceAll("<", "\\u003c");
