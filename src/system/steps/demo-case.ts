import { InputError, quoted } from "../../base/errors.ts";
import { createCase, isCase, openCase, type Case } from "../files/case-folder.ts";

export interface DemoFolder {
  readonly folder: string;
  readonly title: string;
  readonly now: () => Date;
  readonly say: (text: string) => void;
}

/**
 * The case of a demo: a new one, or the one that an earlier run made.
 * @throws InputError where the folder holds a case of another title
 */
export async function openDemoCase({ folder, title, now, say }: DemoFolder): Promise<Case> {
  const fresh = !isCase(folder);
  const opened = fresh ? await createCase(folder, title, now) : openCase(folder, "write", now);
  if (opened.file.title !== title) {
    opened.close();
    throw InputError.of(
      "demo",
      "folder",
      `${quoted(folder)}, a case of another title`,
      "a new or empty folder, or the demo's own",
    );
  }
  say(`${fresh ? "making" : "using"} the case in ${folder}`);
  return opened;
}
