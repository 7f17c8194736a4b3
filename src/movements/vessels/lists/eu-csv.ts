import { InputError } from "../../../base/errors.ts";
import { imoOf, shipCodes } from "./eu-xml.ts";
import {
  bareVessel,
  dayIn,
  mmsiIn,
  otherNamesOf,
  plainText,
  type ListedVessel,
  type ReadList,
} from "./read-list.ts";

/** Columns of the European Union's CSV form 1.1 that are read; the others are passed over. */
const columns = {
  generated: "fileGenerationDate",
  number: "Entity_LogicalId",
  reference: "Entity_EU_ReferenceNumber",
  remark: "Entity_Remark",
  type: "Entity_SubjectType",
  classification: "Entity_SubjectType_ClassificationCode",
  regulationDay: "Entity_Regulation_PublicationDate",
  programme: "Entity_Regulation_Programme",
  name: "NameAlias_WholeName",
  paper: "Identification_Number",
  paperCode: "Identification_TypeCode",
  paperRemark: "Identification_Remark",
} as const;

/** True when a header is that of this form, whichever sign parts its cells. */
export const isEuHeader = (header: readonly string[]): boolean =>
  [columns.number, columns.name].every((name) => header.includes(name));

/** Takes the rows of the CSV form: an entry stands in as many rows as it has names, addresses and papers. */
export function euCsv(
  file: string,
  header: readonly string[],
): {
  readonly take: (cells: readonly string[]) => void;
  readonly done: () => ReadList;
} {
  const places = Object.fromEntries(
    Object.entries(columns).map(([key, name]) => [key, header.indexOf(name)]),
  ) as Record<keyof typeof columns, number>;
  const missing = (["number", "name"] as const).filter((k) => places[k] < 0).map((k) => columns[k]);
  if (missing.length > 0)
    throw InputError.of(
      `${file} line 1`,
      "header",
      `no column ${missing.join(", ")}`,
      "the columns of form 1.1",
    );
  const entries = new Map<
    string,
    {
      reference: string;
      isShip: boolean;
      remarks: Set<string>;
      names: string[];
      days: string[];
      programmes: Set<string>;
      papers: { code: string; number: string; all: string }[];
    }
  >();
  let published = "";
  return {
    take: (cells) => {
      const cell = (key: keyof typeof columns): string =>
        places[key] < 0 ? "" : plainText(cells[places[key]] ?? "");
      const number = cell("number");
      if (number === "") return;
      published ||= dayIn(cell("generated"), "day-first");
      const entry = entries.get(number) ?? {
        reference: cell("reference"),
        isShip: false,
        remarks: new Set<string>(),
        names: [],
        days: [],
        programmes: new Set<string>(),
        papers: [],
      };
      entries.set(number, entry);
      entry.isShip ||= shipCodes.test(cell("type")) || shipCodes.test(cell("classification"));
      if (cell("remark") !== "") entry.remarks.add(cell("remark"));
      if (cell("name") !== "") entry.names.push(cell("name"));
      const day = dayIn(cell("regulationDay"), "day-first");
      if (day !== "") entry.days.push(day);
      if (cell("programme") !== "") entry.programmes.add(cell("programme"));
      if (cell("paper") !== "")
        entry.papers.push({
          code: cell("paperCode"),
          number: cell("paper"),
          all: `${cell("paperCode")} ${cell("paper")} ${cell("paperRemark")}`,
        });
    },
    done: () => {
      const vessels: ListedVessel[] = [];
      for (const [number, e] of entries) {
        const remarks = [...e.remarks].join("; ");
        const imo = imoOf(e.papers, remarks);
        const [name = ""] = e.names;
        if (!e.isShip && imo === "") continue;
        vessels.push({
          ...bareVessel,
          number: e.reference === "" ? number : e.reference,
          name,
          otherNames: otherNamesOf(name, e.names.slice(1)),
          imo,
          mmsi: mmsiIn([...e.papers.map((p) => p.all), remarks].join("; ")),
          listedFrom: e.days.sort()[0] ?? "",
          programme: [...e.programmes].join("; "),
          remarks: plainText(remarks),
        });
      }
      return {
        published: published === "" ? null : published,
        vessels,
        others: entries.size - vessels.length,
        warnings: [],
      };
    },
  };
}
