import { isImoNumber } from "../../vessels/imo.ts";
import { emptyWords } from "./words.ts";

/** Longest text that a statement keeps: six-bit fields have 20 characters, feeds sometimes more. */
const longestText = 120;

/** A name, call sign or destination as it was sent, without the padding of its field; empty where a publisher wrote that there is none. */
export function statedText(cell: string): string {
  if (cell === "") return "";
  let end = cell.length;
  while (end > 0 && (cell.charCodeAt(end - 1) === 64 || cell.charCodeAt(end - 1) <= 32)) end--;
  let begin = 0;
  while (begin < end && cell.charCodeAt(begin) <= 32) begin++;
  const text = cell.slice(begin, Math.min(end, begin + longestText));
  if (text.length <= 9 && emptyWords.includes(text.toLowerCase())) return "";
  // The one character that other programs take for an end.
  return ownText(text.includes("\0") ? text.replaceAll("\0", " ") : text);
}

/** A copy that does not keep alive the text that it was cut from: what is remembered of a line must not remember the line. */
export const ownText = (text: string): string => (text.length < 13 ? text : Array.from(text).join(""));

/** A ship number as publishers write it: 9543756 or IMO9543756; null when there is none, or its check digit is wrong. */
export function statedImo(cell: string): number | null {
  const text = cell.trim().replace(/^IMO\s*/i, "");
  // 0000000 fits its check digit and stands for none.
  return isImoNumber(text) && !text.startsWith("0") ? Number(text) : null;
}
