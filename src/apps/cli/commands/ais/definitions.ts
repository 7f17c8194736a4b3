import type { CommandDefinition } from "../../definition.ts";

export const aisCommands: readonly CommandDefinition[] = [
  {
    noun: "ais",
    verb: "import",
    summary: "import ships' position reports from a file or a feed",
    detail:
      "Reads AIS sentences (!AIVDM, with or without tag blocks), CSV of MarineCadastre (its older and newer columns), of the Danish Maritime Authority and in our own columns, JSON lines (aisstream.io, gpsd and AIS-catcher, Digitraffic, our own) and Parquet with any of these columns; .gz, .zst and .zip are unpacked. The format is recognised by content. What cannot be a report is refused line by line and counted by reason; the rest is merged into the files of its days, each report once. With - it reads standard input as a feed, and puts what has come on record every so often, so that a stall or Ctrl-C loses nothing. docs/reference/positions.md has the columns, docs/method/positions.md the rules.",
    args: [{ name: "<file>", meaning: "a file, or - for standard input" }],
    options: [
      { flags: "--format <format>", meaning: "sentences, csv or json-lines, where it must not be guessed" },
      {
        flags: "--zone <zone>",
        meaning:
          "zone of times that say none: UTC, or an offset as +02:00 (MarineCadastre's are UTC by its own word)",
      },
      {
        flags: "--keep",
        meaning:
          "copy the file into the evidence, however large (up to 2 GiB); without it, files up to 16 MiB are copied",
      },
      {
        flags: "--again",
        meaning: "read a file that is on record already, to mend a damaged or missing day",
      },
      {
        flags: "--positions <address>",
        meaning:
          "keep the case's reports in this ClickHouse database from now on (http://user@host:8123/database; password: YARDWATCH_POSITIONS_PASSWORD)",
      },
      {
        flags: "--time-of-arrival",
        meaning: "feeds only: a report that tells no time is of the time at which it comes in",
      },
      {
        flags: "--every-reports <number>",
        meaning: "feeds only: put on record after so many reports (default: 500000)",
      },
      {
        flags: "--every-seconds <number>",
        meaning: "feeds only: put on record after so many seconds (default: 60)",
      },
    ],
    examples: [
      { line: "yardwatch ais import AIS_2020_01_01.zip", does: "imports a day of MarineCadastre" },
      {
        line: "yardwatch ais import aisdk-2023-10-05.zip --zone UTC",
        does: "imports a day of the Danish Maritime Authority, whose times say no zone",
      },
      {
        line: "yardwatch ais import - --time-of-arrival < /dev/ttyUSB0",
        does: "follows a receiver at a serial port until Ctrl-C",
      },
    ],
    usesCase: true,
    load: () => import("./import.ts"),
  },
  {
    noun: "ais",
    verb: "show",
    summary: "list days, ships or reports, and export them",
    detail:
      "Without options: the days with reports. With --ships: the ships of a stretch of time and what they said of themselves. With --mmsi, --box or --from and --to together with --out: the reports themselves, as GeoJSON (a line for each ship), CSV (our own columns, which import reads), KML or Parquet, by the name of the file. CSV and Parquet hold no names, numbers or lengths that ships sent. What is left out by the limit is said. Names come from whoever sent them, and are made harmless in every format.",
    args: [],
    options: [
      { flags: "--ships", meaning: "list ships instead of days" },
      { flags: "--mmsi <list>", meaning: "only these ships, parted by commas" },
      {
        flags: "--box <box>",
        meaning: "west,south,east,north in degrees; west > east crosses the date line",
      },
      {
        flags: "--from <time>",
        meaning: "first moment, as 2020-01-01 or 2020-01-01T12:00Z (default: the first day)",
      },
      {
        flags: "--to <time>",
        meaning: "moment after the last, in the same forms (default: after the last day)",
      },
      { flags: "--out <file>", meaning: "write reports to a .geojson, .csv, .kml or .parquet file" },
      {
        flags: "--limit <number>",
        meaning: "most reports or ships (default: 50 ships, 1000000 reports); 0 for all",
      },
    ],
    examples: [
      {
        line: "yardwatch ais show --ships --box 131,42,133,43.5",
        does: "lists ships that were near Vladivostok",
      },
      {
        line: "yardwatch ais show --mmsi 273456789 --from 2023-10-01 --to 2023-11-01 --out october.kml",
        does: "writes a ship's month for Google Earth",
      },
    ],
    usesCase: true,
    load: () => import("./show.ts"),
  },
];
