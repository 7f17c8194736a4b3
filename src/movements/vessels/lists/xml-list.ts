import type { XmlElement } from "../../../base/xml/elements.ts";
import type { ListForm, ReadList } from "./read-list.ts";

/** Takes the records of one XML form as they come. */
export interface XmlListReader {
  readonly form: ListForm;
  /** Elements that are wanted whole. */
  readonly wanted: ReadonlySet<string>;
  readonly root: (attributes: ReadonlyMap<string, string>) => void;
  readonly take: (element: XmlElement) => void;
  readonly done: () => ReadList;
}
