import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { caseWithSites, temporaryFolder } from "../../../test/made-case.ts";
import { InputError } from "../../base/errors.ts";
import { readEditions, readWatchEntries } from "../store/reading-vessels.ts";
import { importWatchList } from "./import-watch-list.ts";
import { verifyCase } from "./verify-case.ts";

// Invented vessels in the published forms; the numbers have right check digits and belong to no ship of these names.
const made = (name: string, text: string): string => {
  const path = join(temporaryFolder(), name);
  writeFileSync(path, text);
  return path;
};
const nothing = { list: "", published: "" };

const sdn = [
  '36,"AEROLINE EXAMPLE",-0- ,"CUBA",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ',
  '90001,"PAPER MOON","vessel","DPRK3] [RUSSIA-EO14024",-0- ,"UZZZ9","General Cargo",-0- ,"5,012","Russia","PAPER LINES LLC","Vessel Year of Build 1999; Vessel Registration Identification IMO 9999993; MMSI 273999999; (Linked To: PAPER LINES LLC)."',
  '90002,"UNNUMBERED","vessel","DPRK3",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"Company Identification IMO 9999888."',
  "\u001a",
].join("\r\n");
const alt = '90001,1,"fka","OLD PAPER MOON","-0- "\r\n90001,2,"aka","Paper-Moon",-0- \r\n\u001a';

test("OFAC's CSV files: vessels alone, with further names and numbers; numbers of companies are none", async () => {
  const opened = await caseWithSites();
  const [main, further] = [made("sdn.csv", sdn), made("alt.csv", alt)];
  await expect(importWatchList(opened, main, nothing)).rejects.toThrow("the day of the edition");
  const result = await importWatchList(
    opened,
    main,
    { list: "", published: "2023-12-12" },
    { beside: [further] },
  );
  expect(result.summary).toEqual({ vessels: 2, onRecord: 0, others: 1 });
  const [moon, unnumbered] = readWatchEntries(opened.database);
  expect(moon).toMatchObject({
    id: "OFAC SDN/90001/2023-12-12",
    name: "PAPER MOON",
    otherNames: ["OLD PAPER MOON", "Paper-Moon"],
    imo: "9999993",
    mmsi: "273999999",
    callSign: "UZZZ9",
    flag: "Russia",
    owner: "PAPER LINES LLC",
    programme: "DPRK3; RUSSIA-EO14024",
    listedFrom: "",
  });
  expect(unnumbered).toMatchObject({ name: "UNNUMBERED", imo: "" });
  expect(
    (await importWatchList(opened, main, { list: "", published: "2023-12-12" }, { beside: [further] }))
      .changed,
  ).toBe(false);
  // Another edition stands beside it.
  await importWatchList(opened, made("sdn.csv", `${sdn} `), { list: "", published: "2024-01-12" });
  expect(readEditions(opened.database)).toEqual([
    { list: "OFAC SDN", published: "2023-12-12", entries: 2 },
    { list: "OFAC SDN", published: "2024-01-12", entries: 2 },
  ]);
  expect((await verifyCase(opened)).damage).toEqual([]);
});

const sdnXml = `<?xml version="1.0" standalone="yes"?>
<sdnList xmlns="https://example.org/xml"><publshInformation><Publish_Date>12/12/2023</Publish_Date><Record_Count>2</Record_Count></publshInformation>
<sdnEntry><uid>1</uid><lastName>A PERSON</lastName><sdnType>Individual</sdnType></sdnEntry>
<sdnEntry><uid>90001</uid><lastName>PAPER &amp; MOON</lastName><sdnType>Vessel</sdnType><programList><program>DPRK3</program><program>X</program></programList>
<idList><id><uid>5</uid><idType>Vessel Registration Identification</idType><idNumber>IMO 9999993</idNumber></id><id><uid>6</uid><idType>MMSI</idType><idNumber>273999999</idNumber></id></idList>
<akaList><aka><uid>7</uid><type>f.k.a.</type><category>strong</category><lastName>OLD MOON</lastName></aka></akaList>
<vesselInfo><callSign>UZZZ9</callSign><vesselType>General Cargo</vesselType><vesselFlag>Russia</vesselFlag><vesselOwner>PAPER LINES</vesselOwner></vesselInfo></sdnEntry></sdnList>`;

const advanced = `<Sanctions><DateOfIssue CalendarTypeID="1"><Year>2024</Year><Month>1</Month><Day>5</Day></DateOfIssue>
<ReferenceValueSets><PartySubTypeValues><PartySubType ID="1" PartyTypeID="4">Vessel</PartySubType><PartySubType ID="3">Entity</PartySubType></PartySubTypeValues>
<FeatureTypeValues><FeatureType ID="2">VESSEL CALL SIGN</FeatureType><FeatureType ID="3">VESSEL TYPE</FeatureType><FeatureType ID="4">VESSEL FLAG</FeatureType><FeatureType ID="5">VESSEL OWNER</FeatureType></FeatureTypeValues>
<DetailReferenceValues><DetailReference ID="92051">Bulk Carrier</DetailReference></DetailReferenceValues>
<IDRegDocTypeValues><IDRegDocType ID="1626">Vessel Registration Identification</IDRegDocType><IDRegDocType ID="91264">MMSI</IDRegDocType></IDRegDocTypeValues></ReferenceValueSets>
<IDRegDocuments><IDRegDocument ID="1" IDRegDocTypeID="1626" IdentityID="77"><IDRegistrationNo>IMO 9999993</IDRegistrationNo></IDRegDocument><IDRegDocument ID="2" IDRegDocTypeID="91264" IdentityID="77"><IDRegistrationNo>273999999</IDRegistrationNo></IDRegDocument></IDRegDocuments>
<DistinctParties><DistinctParty FixedRef="50"><Profile ID="50" PartySubTypeID="3"/></DistinctParty>
<DistinctParty FixedRef="90001"><Profile ID="90001" PartySubTypeID="1"><Identity ID="77" Primary="true"><Alias Primary="true"><DocumentedName><DocumentedNamePart><NamePartValue>PAPER MOON</NamePartValue></DocumentedNamePart></DocumentedName></Alias><Alias Primary="false"><DocumentedName><DocumentedNamePart><NamePartValue>OLD</NamePartValue></DocumentedNamePart><DocumentedNamePart><NamePartValue>MOON</NamePartValue></DocumentedNamePart></DocumentedName></Alias></Identity>
<Feature ID="1" FeatureTypeID="2"><FeatureVersion><VersionDetail>UZZZ9</VersionDetail></FeatureVersion></Feature><Feature ID="2" FeatureTypeID="3"><FeatureVersion><VersionDetail DetailReferenceID="92051"/></FeatureVersion></Feature><Feature ID="3" FeatureTypeID="4"><FeatureVersion><VersionDetail>Russia</VersionDetail></FeatureVersion></Feature><Feature ID="4" FeatureTypeID="5"><FeatureVersion><VersionDetail>PAPER LINES</VersionDetail></FeatureVersion></Feature></Profile></DistinctParty></DistinctParties>
<SanctionsEntries><SanctionsEntry ID="1" ProfileID="90001" ListID="1550"><EntryEvent><Date><Year>2023</Year><Month>12</Month><Day>12</Day></Date></EntryEvent><SanctionsMeasure><Comment>DPRK3</Comment></SanctionsMeasure></SanctionsEntry></SanctionsEntries></Sanctions>`;

const unXml = `<CONSOLIDATED_LIST dateGenerated="2023-12-13T09:00:00.000-05:00"><INDIVIDUALS><INDIVIDUAL><DATAID>1</DATAID></INDIVIDUAL></INDIVIDUALS><ENTITIES>
<ENTITY><DATAID>2</DATAID><FIRST_NAME>PAPER SHIPPING COMPANY</FIRST_NAME><REFERENCE_NUMBER>KPe.901</REFERENCE_NUMBER><COMMENTS1>Company IMO number 9999888.</COMMENTS1></ENTITY>
<ENTITY><DATAID>3</DATAID><FIRST_NAME>M/V PAPER MOON</FIRST_NAME><UN_LIST_TYPE>DPRK</UN_LIST_TYPE><REFERENCE_NUMBER>KPe.902</REFERENCE_NUMBER><LISTED_ON>2018-03-30</LISTED_ON><COMMENTS1>Cargo vessel, IMO number: 9999993.</COMMENTS1><ENTITY_ALIAS><QUALITY>f.k.a.</QUALITY><ALIAS_NAME>OLD MOON</ALIAS_NAME></ENTITY_ALIAS></ENTITY></ENTITIES></CONSOLIDATED_LIST>`;

const euXml = `<export generationDate="2024-02-23T12:00:00.000+01:00" xmlns="https://example.org/export">
<sanctionEntity euReferenceNumber="EU.1.1" logicalId="1"><subjectType code="enterprise" classificationCode="E"/><nameAlias wholeName="Paper Lines"/></sanctionEntity>
<sanctionEntity euReferenceNumber="EU.9.2" logicalId="2"><remark>Vessel of the general cargo kind</remark><regulation publicationDate="2024-02-23" programme="PRK"/><regulation publicationDate="2023-06-01" programme="PRK"/><subjectType code="enterprise"/><nameAlias wholeName="Paper Moon"/><nameAlias wholeName="Пейпер Мун"/><identification identificationTypeCode="imo" number="9999993"/></sanctionEntity></export>`;

const euCsv = [
  "fileGenerationDate;Entity_LogicalId;Entity_EU_ReferenceNumber;Entity_Remark;Entity_SubjectType;Entity_Regulation_PublicationDate;Entity_Regulation_Programme;NameAlias_WholeName;Identification_Number;Identification_TypeCode",
  '05/08/2024;2;EU.9.2;"Vessel; IMO number 9999993";enterprise;2024-02-23;PRK;;;',
  "05/08/2024;2;EU.9.2;;;;;Paper Moon;;",
  "05/08/2024;2;EU.9.2;;;;;Old Moon;;",
  "05/08/2024;3;EU.9.3;;enterprise;2024-02-23;PRK;Paper Lines;;",
].join("\n");

const own =
  "entry,name,imo,listed_from,programme\nSVe.1,Paper Moon,9999993,2018-03-30,resolution 2270\nSVe.2,Paper Sun,,,\n";

test.each([
  [
    "sdn.xml",
    sdnXml,
    nothing,
    "OFAC SDN/90001/2023-12-12",
    {
      name: "PAPER & MOON",
      otherNames: ["OLD MOON"],
      flag: "Russia",
      callSign: "UZZZ9",
      programme: "DPRK3; X",
      mmsi: "273999999",
    },
  ],
  [
    "sdn_advanced.xml",
    advanced,
    nothing,
    "OFAC SDN/90001/2024-01-05",
    {
      otherNames: ["OLD MOON"],
      listedFrom: "2023-12-12",
      flag: "Russia",
      callSign: "UZZZ9",
      owner: "PAPER LINES",
      mmsi: "273999999",
      remarks: "vessel type: Bulk Carrier",
    },
  ],
  [
    "un.xml",
    unXml,
    nothing,
    "UN/KPe.902/2023-12-13",
    { listedFrom: "2018-03-30", programme: "DPRK", otherNames: ["OLD MOON"] },
  ],
  [
    "eu.xml",
    euXml,
    nothing,
    "EU/EU.9.2/2024-02-23",
    { listedFrom: "2023-06-01", programme: "PRK", otherNames: ["Пейпер Мун"] },
  ],
  ["eu.csv", euCsv, nothing, "EU/EU.9.2/2024-08-05", { listedFrom: "2024-02-23", otherNames: ["Old Moon"] }],
  [
    "own.csv",
    own,
    { list: "UN 1718", published: "2024-01-01" },
    "UN 1718/SVe.1/2024-01-01",
    { listedFrom: "2018-03-30", programme: "resolution 2270" },
  ],
])("%s gives its vessel with its number", async (name, text, settings, id, fields) => {
  const opened = await caseWithSites();
  await importWatchList(opened, made(name, text), settings);
  const entries = readWatchEntries(opened.database, { imo: "9999993" });
  expect(entries).toHaveLength(1);
  expect(entries[0]).toMatchObject({ id, imo: "9999993", ...fields });
  expect((await verifyCase(opened)).damage).toEqual([]);
});

test("a ship number that is told only in what does not fit into the remarks is read from sdn_comments.csv", async () => {
  const opened = await caseWithSites();
  const [main, comments] = [
    made(
      "sdn.csv",
      '90003,"PAPER SUN","vessel","X",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"Vessel Year of Build 1999; "\r\n',
    ),
    made("sdn_comments.csv", '90003,"Vessel Registration Identification IMO 9999888."\r\n'),
  ];
  await importWatchList(opened, main, { list: "", published: "2023-12-12" }, { beside: [comments] });
  expect(readWatchEntries(opened.database).map((e) => e.imo)).toEqual(["9999888"]);
  expect((await verifyCase(opened)).damage).toEqual([]);
  await expect(
    importWatchList(
      opened,
      made("own.csv", own),
      { list: "L", published: "2024-01-01" },
      { beside: [comments] },
    ),
  ).rejects.toThrow("only beside OFAC's sdn.csv");
});

test.each([
  [
    "a document type",
    `<!DOCTYPE sdnList [<!ENTITY a "b">]>${sdnXml.replace(/^<\?.*\?>/, "")}`,
    "no document type",
  ],
  ["another root", "<html><body/></html>", "the lists of OFAC, the UN and the EU"],
  ["a file that breaks off", sdnXml.slice(0, 700), "</"],
  ["no vessel", sdnXml.replace("<sdnType>Vessel", "<sdnType>Entity"), "no vessel among 2 entries"],
  ["another day than the file says", sdnXml, "2023-12-12, which the file itself says"],
])("%s is refused, and nothing is on record", async (name, text, allowed) => {
  const opened = await caseWithSites();
  const settings = name.startsWith("another day") ? { list: "", published: "2023-12-13" } : nothing;
  await expect(importWatchList(opened, made("list.xml", text), settings)).rejects.toThrow(allowed);
  await expect(importWatchList(opened, made("list.xml", text), settings)).rejects.toThrow(InputError);
  expect(readWatchEntries(opened.database)).toEqual([]);
});

test("an edition of a day to come, and an entry that ended before it began, are refused", async () => {
  const opened = await caseWithSites();
  const table = (row: string) => made("own.csv", `entry,name,listed_from,listed_to\n${row}\n`);
  const list = { list: "Own", published: "2024-03-01" };
  await expect(
    importWatchList(opened, table("1,Paper Moon,,"), { list: "Own", published: "2099-03-01" }),
  ).rejects.toThrow(
    'own.csv: --published: found "2099-03-01"; allowed: a time that has come: not after 2026-05-03T03:04Z',
  );
  await expect(importWatchList(opened, table("1,Paper Moon,2024-01-01,2023-01-01"), list)).rejects.toThrow(
    "own.csv line 2: listed_to: found 2023-01-01; allowed: not before listed_from",
  );
  expect(readEditions(opened.database)).toEqual([]);
  await importWatchList(opened, table("1,Paper Moon,2023-01-01,2023-01-01"), list);
  expect((await verifyCase(opened)).damage).toEqual([]);
});
