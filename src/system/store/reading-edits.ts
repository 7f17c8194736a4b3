import type { DatabaseSync } from "node:sqlite";
import type { CountAction, EditsRole } from "../../findings/screens/counting.ts";
import type { Counter } from "../../sites/counting/marks/counter.ts";
import type { Edit } from "../../sites/counting/marks/edit.ts";
import { translated } from "./database.ts";

interface StoredEdits {
  readonly key?: string;
  readonly role?: EditsRole;
  readonly edit?: Edit;
  readonly edits?: readonly { readonly edit: Edit }[];
}

/** Reads what a person did to a count of a look, oldest first: each go with its edits and the marks that it made. */
export function readCountActions(
  database: DatabaseSync,
  lookId: string,
  { marker, pass }: Counter,
): CountAction[] {
  return translated("records.sqlite", () => {
    const made = new Map<number, string[]>();
    const marks = database
      .prepare(
        "SELECT id, trail FROM marks WHERE look = ? AND marker_type = 'person' AND marker = ? AND pass = ? ORDER BY rowid",
      )
      .all(lookId, marker.name, pass);
    for (const row of marks) {
      const trail = Number(row["trail"]);
      const known = made.get(trail);
      if (known === undefined) made.set(trail, [String(row["id"])]);
      else known.push(String(row["id"]));
    }
    const trail = database.prepare(
      "SELECT made_at, settings FROM trail WHERE id = ? AND step IN ('mark edit', 'mark edits')",
    );
    return [...made].flatMap(([id, ids]): CountAction[] => {
      const row = trail.get(id);
      if (row === undefined) return [];
      const settings = JSON.parse(String(row["settings"])) as StoredEdits;
      return [
        {
          key: settings.key ?? `trail-entry-${id}`,
          role: settings.role ?? { type: "do" },
          edits: settings.edits?.map((e) => e.edit) ?? (settings.edit === undefined ? [] : [settings.edit]),
          made: ids,
          at: String(row["made_at"]),
        },
      ];
    });
  });
}
