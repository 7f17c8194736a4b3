import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Statement } from "../fixes.ts";
import type { AisMessage } from "./decode-message.ts";
import { encodeMessage } from "./encode-message.ts";
import { checksumOf, sentencesOf, type SentenceOptions } from "./encode-sentence.ts";
import { timeSources, unnamedReceiver, type SentenceFixes } from "./fix-columns.ts";
import { createSentenceReader, type SentenceReaderOptions } from "./reader.ts";
import { refusals, type LineCounts, type Refusal } from "./refusals.ts";

const noon = Date.UTC(2023, 8, 5, 12);

const position = (mmsi: number, more: Partial<AisMessage & { type: 1 }> = {}): AisMessage => ({
  type: 1,
  repeat: 0,
  mmsi,
  status: 0,
  turn: 0,
  speed: 123,
  accuracy: true,
  longitude: 130.3 * 600_000,
  latitude: 42.2 * 600_000,
  course: 901,
  heading: 91,
  second: 30,
  manoeuvre: 0,
  raim: false,
  radio: 7,
  ...more,
});

const ship = (mmsi: number, more: Partial<AisMessage & { type: 5 }> = {}): AisMessage => ({
  type: 5,
  repeat: 0,
  mmsi,
  aisVersion: 0,
  imo: 9_074_729,
  callSign: "ABC1",
  name: "MADE SHIP",
  shipType: 70,
  toBow: 90,
  toStern: 30,
  toPort: 8,
  toStarboard: 10,
  epfd: 1,
  month: 9,
  day: 6,
  hour: 4,
  minute: 0,
  draught: 61,
  destination: "NOWHERE",
  dte: 0,
  ...more,
});

const partA = (mmsi: number, name: string): AisMessage => ({ type: 24, repeat: 0, mmsi, part: 0, name });
const partB = (mmsi: number, callSign: string): AisMessage => ({
  type: 24,
  repeat: 0,
  mmsi,
  part: 1,
  shipType: 37,
  vendor: "ABC",
  model: 1,
  serial: 2,
  callSign,
  epfd: 1,
  size: { toBow: 0, toStern: 12, toPort: 0, toStarboard: 4 },
  motherShipMmsi: null,
});

const lines = (message: AisMessage, options?: SentenceOptions): string[] =>
  sentencesOf(encodeMessage(message), options);
const at = (message: AisMessage, atMs: number, source?: string, options: SentenceOptions = {}): string[] =>
  lines(message, { ...options, tag: { atMs, ...(source === undefined ? {} : { source }) } });

interface Read {
  fixes: SentenceFixes;
  statements: readonly Statement[];
  counts: LineCounts;
  receivers: readonly string[];
}

function read(log: string | Uint8Array, options: SentenceReaderOptions = {}): Read {
  const reader = createSentenceReader(options);
  reader.push(typeof log === "string" ? Buffer.from(log, "latin1") : log);
  reader.end();
  return { ...reader.take(), counts: reader.counts(), receivers: reader.receivers };
}

const refusedOnly = (counts: LineCounts): Partial<Record<Refusal, number>> =>
  Object.fromEntries(Object.entries(counts.refused).filter(([, n]) => n > 0));

const sumOf = (c: LineCounts): number =>
  c.used + c.heardAgain + c.pending + Object.values(c.refused).reduce((a, b) => a + b, 0);

describe("columns of position reports", () => {
  it("hold what the message says, in units, with NaN for what it left open", () => {
    const { fixes, counts } = read(
      [
        ...at(position(990_000_001), noon),
        ...at(
          position(990_000_002, { speed: 1023, course: 3600, heading: 511, status: 5, second: 60 }),
          noon,
        ),
      ].join("\n"),
    );
    expect(counts).toMatchObject({ lines: 2, used: 2 });
    expect([...fixes.mmsi]).toEqual([990_000_001, 990_000_002]);
    expect([...fixes.at]).toEqual([noon, noon]);
    expect(fixes.longitude[0]).toBeCloseTo(130.3, 7);
    expect(fixes.latitude[0]).toBeCloseTo(42.2, 7);
    expect([...fixes.speed]).toEqual([Math.fround(12.3), Number.NaN]);
    expect([...fixes.course]).toEqual([Math.fround(90.1), Number.NaN]);
    expect([...fixes.heading]).toEqual([91, Number.NaN]);
    expect([...fixes.status]).toEqual([0, 5]);
    expect([...fixes.second]).toEqual([30, 60]);
    expect([...fixes.messageType]).toEqual([1, 1]);
    expect([...fixes.receiver]).toEqual([unnamedReceiver, unnamedReceiver]);
  });

  it.each([
    [{ longitude: 181 * 600_000 }, "position not sent"],
    [{ latitude: 91 * 600_000 }, "position not sent"],
    [{ longitude: -180.5 * 600_000 }, "position impossible"],
    [{ latitude: 90.5 * 600_000 }, "position impossible"],
    [{ mmsi: 0 }, "sender impossible"],
    [{ mmsi: 1_000_000_000 }, "sender impossible"],
  ] as const)("refuse %o as %s", (more, reason) => {
    const { fixes, counts } = read(at(position(990_000_001, more), noon).join("\n"));
    expect(fixes.length).toBe(0);
    expect(refusedOnly(counts)).toEqual({ [reason]: 1 });
  });

  it("count several receivers of one message as one report, and messages far apart as two", () => {
    const same = position(990_000_001);
    const { fixes, counts, receivers } = read(
      [
        ...at(same, noon, "north"),
        ...at(same, noon + 3000, "south"),
        ...at(same, noon + 4000, "north"),
        ...at(position(990_000_001, { radio: 8 }), noon + 4000, "north"),
        ...at(same, noon + 60_000, "north"),
      ].join("\n"),
    );
    expect(receivers).toEqual(["north", "south"]);
    expect([...fixes.at]).toEqual([noon, noon + 4000, noon + 60_000]);
    expect([...fixes.receivers]).toEqual([2, 1, 1]);
    expect(counts).toMatchObject({ used: 3, heardAgain: 2 });
    expect(read(at(same, noon).concat(at(same, noon)).join("\n"), { repeatSeconds: -1 }).fixes.length).toBe(
      2,
    );
  });
});

describe("times", () => {
  const sentence = lines(position(990_000_001))[0] ?? "";
  const tagged = (body: string): string => `\\${body}*${checksumOf(body)}\\${sentence}`;

  it.each([
    [tagged(`c:${noon / 1000}`), noon, "tag block"],
    [tagged(`s:station,c:${noon + 250},n:12`), noon + 250, "tag block"],
    [tagged(`g:1-2-77,s:r003,c:${noon / 1000}`), noon, "tag block"],
    [`${sentence},${noon / 1000}`, noon, "stamp"],
    [`${sentence},r003669945,${noon / 1000}`, noon, "stamp"],
    [`${sentence},s28089,d-103,T39.44353985,x147521,r08TPHI1,${noon / 1000}`, noon, "stamp"],
    [`${sentence} ${noon}`, noon, "stamp"],
    [`${noon / 1000}.5 ${sentence}`, noon + 500, "stamp"],
    [`2023-09-05T12:00:00Z ${sentence}`, noon, "stamp"],
    [`[2023-09-05 12:00:00,125] ${sentence}`, noon + 125, "stamp"],
    [`2023/09/05 21:00:00+09:00;${sentence}`, noon, "stamp"],
    [`20230905120000,${sentence}`, noon, "stamp"],
    [`20230905T120000Z ${sentence}`, noon, "stamp"],
    [`${sentence}\t2023-09-05 12:00:00`, noon, "stamp"],
  ])("are read from %s", (line, ms, source) => {
    const { fixes, counts } = read(line);
    expect(refusedOnly(counts)).toEqual({});
    expect(fixes.at[0]).toBe(ms);
    expect(timeSources[fixes.timeSource[0] ?? 9]).toBe(source);
  });

  it.each([
    [sentence, "no time"],
    [`${sentence},12345`, "no time"],
    [`2023-13-05 12:00:00 ${sentence}`, "no time"],
    [`2023-02-29 12:00:00 ${sentence}`, "no time"],
    [`990000001 ${sentence}`, "no time"],
    [`\\c:${noon / 1000}*00\\${sentence}`, "wrong tag block"],
    [`\\c:${noon / 1000}${sentence}`, "wrong tag block"],
  ] as const)("are not made up from %s", (line, reason) => {
    expect(refusedOnly(read(line).counts)).toEqual({ [reason]: 1 });
  });

  it("come from the caller where no line tells one", () => {
    const { fixes } = read(sentence, { givenMs: noon });
    expect([fixes.at[0], timeSources[fixes.timeSource[0] ?? 9]]).toEqual([noon, "given"]);
  });

  it("come from the receiver's clock and from base stations, as long as they are fresh", () => {
    const clock = "GPZDA,120000.00,05,09,2023,,";
    const told = read(`$${clock}*${checksumOf(clock)}\n${sentence}`);
    expect([told.fixes.at[0], timeSources[told.fixes.timeSource[0] ?? 9]]).toEqual([noon, "clock"]);
    const stale = `$${clock}*${checksumOf(clock)}\n${"#\n".repeat(5000)}${sentence}`;
    expect(refusedOnly(read(stale).counts)).toEqual({ comment: 5000, "other sentence": 1, "no time": 1 });

    const base = (minute: number, year = 2023): string =>
      lines({
        type: 4,
        repeat: 0,
        mmsi: 990_001,
        year,
        month: 9,
        day: 5,
        hour: 12,
        minute,
        second: 0,
        accuracy: true,
        longitude: 0,
        latitude: 0,
        epfd: 7,
        raim: false,
        radio: minute,
      })[0] ?? "";
    const { fixes } = read([base(0), base(30, 2019), sentence, base(31), base(31), sentence].join("\n"));
    expect(fixes.mmsi[1]).toBe(990_001);
    expect([...fixes.at]).toEqual([noon, noon, noon, noon, noon + 31 * 60_000, noon + 31 * 60_000]);
  });
});

describe("messages in parts", () => {
  const split = { charactersEach: 28 };

  it("come together in any order, between others, from several receivers", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { minLength: 24, maxLength: 24 }), (order) => {
        const sent = Array.from({ length: 8 }, (_, i) => {
          const options = { ...split, sequence: i % 4, channel: i % 2 === 0 ? "A" : "B" };
          return at(ship(990_000_010 + i, { name: `SHIP ${i}` }), noon, `r${i >> 2}`, options);
        });
        // Only the first part carries the tag block of its group; the group says whose the others are.
        const grouped = sent.flatMap((parts, i) =>
          parts.map((part, k) => {
            const body = `g:${k + 1}-3-${i + 1},s:r${i >> 2},c:${noon / 1000}`;
            return `\\${body}*${checksumOf(body)}\\${part.slice(part.indexOf("!"))}`;
          }),
        );
        const shuffled = grouped
          .map((line, i) => ({ line, key: order[i] ?? 0 }))
          .sort((a, b) => a.key - b.key)
          .map(({ line }) => line);
        const { statements, counts } = read(shuffled.join("\r\n"));
        expect(counts).toMatchObject({ lines: 24, used: 24, pending: 0 });
        expect(statements.map((s) => s.name).sort()).toEqual(
          [0, 1, 2, 3, 4, 5, 6, 7].map((i) => `SHIP ${i}`),
        );
      }),
    );
  });

  it("give up what stays without its other parts, and say so", () => {
    const [first = "", second = "", third = ""] = at(ship(990_000_001), noon, "r", split);
    expect(refusedOnly(read([first, second].join("\n")).counts)).toEqual({ "part missing": 2 });
    expect(refusedOnly(read(third).counts)).toEqual({ "part missing": 1 });
    // Half an hour later the same number belongs to another message.
    const late = at(ship(990_000_001, { name: "OTHER" }), noon + 1_800_000, "r", split);
    const { counts, statements } = read([first, ...late].join("\n"));
    expect(refusedOnly(counts)).toEqual({ "part missing": 1 });
    expect(statements.map((s) => s.name)).toEqual(["OTHER"]);
  });

  it("are not joined where two messages compete for a part", () => {
    const a = lines(ship(990_000_001, { name: "A", destination: "HERE" }), split);
    const b = lines(ship(990_000_002, { name: "B", destination: "THERE" }), split);
    const log = [a[0], b[0], a[1], b[1], a[2], b[2]].join("\n");
    const { statements, counts } = read(log, { givenMs: noon });
    expect(statements).toEqual([]);
    expect(sumOf(counts)).toBe(6);
    expect(counts.refused["parts ambiguous"]).toBeGreaterThan(2);
  });

  it("are told apart where messages end alike", () => {
    const names = ["A", "B", "C", "D"];
    const log = names.flatMap((name, i) =>
      lines(ship(990_000_001 + i, { name, destination: "" }), { sequence: 5, charactersEach: 60 }),
    );
    expect(log[1]).toBe(log[3]);
    const { statements, counts } = read(log.join("\n"), { givenMs: noon });
    expect(statements.map((s) => s.name)).toEqual(names);
    expect(counts).toMatchObject({ lines: 8, used: 8 });
    // Heard by two receivers without names, one behind the other.
    const twice = read([...log, ...log.slice(6)].join("\n"), { givenMs: noon });
    expect(twice.counts).toMatchObject({ lines: 10, used: 8, heardAgain: 2 });
  });

  it("count the same message by a second receiver as heard again", () => {
    const one = at(ship(990_000_001), noon, "north", split);
    const two = at(ship(990_000_001), noon + 1000, "south", split);
    const tagged = (parts: string[], name: string): string[] =>
      parts.map((p) => (p.startsWith("\\") ? p : `\\s:${name}*${checksumOf(`s:${name}`)}\\${p}`));
    const { counts, statements } = read(
      [one, two].flatMap((parts, i) => tagged(parts, i === 0 ? "north" : "south")).join("\n"),
    );
    expect(counts).toMatchObject({ lines: 6, used: 3, heardAgain: 3 });
    expect(statements).toMatchObject([{ reports: 1 }]);
    // Without names the second copy is known by its characters.
    const bare = lines(ship(990_000_001), split);
    expect(read([...bare, ...bare].join("\n"), { givenMs: noon }).counts).toMatchObject({
      used: 3,
      heardAgain: 3,
    });
  });
});

describe("statements", () => {
  it("last as long as a ship says the same", () => {
    const minutes = (n: number): number => noon + n * 60_000;
    const log = [
      ...at(ship(990_000_001), minutes(0)),
      ...at(ship(990_000_001, { day: 7 }), minutes(6)),
      ...at(ship(990_000_001, { destination: "ELSEWHERE" }), minutes(12)),
      ...at(ship(990_000_001, { destination: "ELSEWHERE" }), minutes(200)),
      ...at(ship(990_000_001), minutes(206)),
    ];
    const { statements } = read(log.join("\n"));
    expect(
      statements.map((s) => [
        s.destination,
        (s.firstMs - noon) / 60_000,
        (s.lastMs - noon) / 60_000,
        s.reports,
      ]),
    ).toEqual([
      ["NOWHERE", 0, 6, 2],
      ["ELSEWHERE", 12, 200, 2],
      ["NOWHERE", 206, 206, 1],
    ]);
    expect(statements[0]).toMatchObject({
      mmsi: 990_000_001,
      name: "MADE SHIP",
      callSign: "ABC1",
      imo: 9_074_729,
      shipType: 70,
      lengthMetres: 120,
      widthMetres: 18,
      toBowMetres: 90,
      toPortMetres: 8,
      draughtMetres: 6.1,
    });
  });

  it("of two senders under one number stay two", () => {
    const log = Array.from({ length: 6 }, (_, i) =>
      at(ship(990_000_001, { name: i % 2 === 0 ? "ONE" : "TWO" }), noon + i * 60_000),
    ).flat();
    expect(read(log.join("\n")).statements).toMatchObject([
      { name: "ONE", reports: 3 },
      { name: "TWO", reports: 3 },
    ]);
  });

  it("of class B join both parts by the sender's number", () => {
    const log = [
      ...at(partA(990_000_001, "BOAT ONE"), noon),
      ...at(partA(990_000_002, "BOAT TWO"), noon),
      ...at(partB(990_000_002, "CALL2"), noon + 1000),
      ...at(partB(990_000_001, "CALL1"), noon + 2000),
      ...at(partB(990_000_003, "CALL3"), noon + 2000),
    ];
    expect(read(log.join("\n")).statements).toMatchObject([
      {
        mmsi: 990_000_001,
        name: "BOAT ONE",
        callSign: "CALL1",
        shipType: 37,
        lengthMetres: 12,
        toBowMetres: null,
      },
      { mmsi: 990_000_002, name: "BOAT TWO", callSign: "CALL2" },
      { mmsi: 990_000_003, name: "", callSign: "CALL3" },
    ]);
  });

  it("carry no ship number whose check digit is wrong", () => {
    expect(read(at(ship(990_000_001, { imo: 9_074_728 }), noon).join("\n")).statements[0]?.imo).toBe(null);
  });
});

describe("lines that give nothing", () => {
  const good = at(position(990_000_001), noon)[0] ?? "";
  const bare = good.slice(good.indexOf("!"));
  const tag = good.slice(0, good.indexOf("!"));
  const resummed = (body: string): string => `${tag}!${body}*${checksumOf(body)}`;

  it.each([
    ["", "blank"],
    ["  \t ", "blank"],
    ["# a word", "comment"],
    ["nothing here", "no sentence"],
    ["x".repeat(5000), "too long"],
    ["$GPVTG,000.0,T,347.1,M*22", "other sentence"],
    ["!AIPWR,UNIT=0,PWV", "other sentence"],
    ["!", "other sentence"],
    [bare.slice(0, -3), "no checksum"],
    [bare.slice(0, -1), "no checksum"],
    [bare.replace("123", "124").slice(0, -2) + "00", "wrong checksum"],
    [resummed("AIVDM,1,2,,A,15RTgt0PAso;90TKcjM8h6g208CQ,0"), "wrong fields"],
    [resummed("AIVDM,0,0,,A,15RTgt0PAso;90TKcjM8h6g208CQ,0"), "wrong fields"],
    [resummed("AIVDM,1,1,,A,15RTgt0PAso;90TKcjM8h6g208CQ,6"), "wrong fields"],
    [resummed("AIVDM,1,1,,A,,0"), "wrong fields"],
    [resummed("AIVDM,1,1,,A,15RTgt0PAso;90TKcjM8h6g208C~,0"), "wrong armour"],
    [resummed("AIVDM,1,1,,A,15RTgt0PAso;90TKcjM8h6g208CX,0"), "wrong armour"],
    [resummed("AIVDM,1,1,,A,15RTgt0PAso;90TKcjM8h6g208,0"), "wrong length"],
    [resummed(`AIVDM,1,1,,A,${"0".repeat(400)},0`), "wrong length"],
    [resummed("AIVDM,1,1,,A,05RTgt0PAso;90TKcjM8h6g208CQ,0"), "unknown message"],
    [resummed("AIVDM,1,1,,A,w5RTgt0PAso;90TKcjM8h6g208CQ,0"), "unknown message"],
    [resummed("AIVDM,1,1,,A,:5MlU41GMK6@,0"), "message without position"],
  ] as const)("%j counts as %s", (line, reason) => {
    expect(refusedOnly(read(`${line}\n`, { givenMs: noon }).counts)).toEqual({ [reason]: 1 });
  });

  it("do not hide the sentences around them, whatever ends the lines", () => {
    for (const end of ["\n", "\r\n", "\r"]) {
      const { counts, fixes } = read([good, "#", "y".repeat(9000), good.replace("15", "15"), ""].join(end));
      expect([fixes.length, counts.lines, counts.heardAgain]).toEqual([1, 4, 1]);
    }
  });

  it("may hold a second sentence right behind the first", () => {
    const two = good + (at(position(990_000_002), noon + 1000)[0] ?? "") + bare;
    const { fixes, counts } = read(two, { givenMs: noon });
    expect(counts).toMatchObject({ lines: 3, used: 2, heardAgain: 1 });
    expect([...fixes.at]).toEqual([noon, noon + 1000]);
  });

  it("cost no memory where ten megabytes hold no line end", () => {
    const reader = createSentenceReader();
    const chunk = Buffer.alloc(1 << 16, "!AIVDM,1,1,,A,");
    for (let i = 0; i < 160; i++) reader.push(chunk);
    reader.push(Buffer.from(`\n${good}`));
    reader.end();
    expect(reader.counts()).toMatchObject({ lines: 2, used: 1 });
    expect(reader.counts().refused["too long"]).toBe(1);
  });

  it("are counted under a closed list of reasons", () => {
    expect(Object.keys(read("").counts.refused)).toEqual([...refusals]);
  });
});

/** A log with everything in it: receivers, parts, stamps, boats, repeats, damage. */
function madeLog(seed: number): string {
  const out: string[] = [];
  for (let i = 0; i < 60; i++) {
    const n = (seed * 7919 + i * 104_729) % 1009;
    const when = noon + i * 1500;
    const mmsi = 990_000_000 + (n % 5);
    const receiver = n % 3 === 0 ? undefined : `station${n % 4}`;
    const message =
      n % 7 === 0
        ? ship(mmsi, { destination: n % 2 === 0 ? "HERE" : "THERE" })
        : n % 7 === 1
          ? partA(mmsi, `BOAT ${n % 3}`)
          : n % 7 === 2
            ? partB(mmsi, `C${n % 2}`)
            : position(mmsi, { longitude: 78_000_000 + n, second: n % 60 });
    const sent = at(message, when, receiver, { sequence: n % 10, charactersEach: n % 2 === 0 ? 28 : 60 });
    if (n % 11 === 0) sent.push("", "# remark", "$GPVTG,000.0,T*22");
    if (n % 13 === 0) sent.push((sent[0] ?? "").replace("1", "2"));
    out.push(...sent);
    if (n % 4 === 0) out.push(...at(message, when + 500, "again", { sequence: n % 10 }));
  }
  return out.join(seed % 2 === 0 ? "\n" : "\r\n");
}

describe("reading a log", () => {
  const plain = ({ fixes, statements, counts, receivers }: Read): unknown => ({
    fixes: Object.fromEntries(
      Object.entries(fixes).map(([name, column]) => [
        name,
        typeof column === "number" ? column : [...column],
      ]),
    ),
    statements,
    counts,
    receivers,
  });

  it("gives the same however its bytes are cut and whenever results are taken", () => {
    fc.assert(
      fc.property(
        fc.nat(200),
        fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1 }),
        (seed, sizes) => {
          const bytes = Buffer.from(madeLog(seed), "latin1");
          const whole = read(bytes);
          const reader = createSentenceReader();
          const taken: Statement[] = [];
          const fixes: SentenceFixes[] = [];
          for (let from = 0, i = 0; from < bytes.length; i++) {
            const size = sizes[i % sizes.length] ?? 1;
            // A copy that is overwritten afterwards: the reader must not hold on to it.
            const chunk = Uint8Array.from(bytes.subarray(from, from + size));
            reader.push(chunk);
            chunk.fill(33);
            from += size;
            if (i % 3 === 0) {
              const { statements, fixes: some } = reader.take();
              taken.push(...statements);
              fixes.push(some);
            }
          }
          reader.end();
          const { statements, fixes: last } = reader.take();
          expect(fixes.every((f) => f.length === 0)).toBe(true);
          const cut = {
            fixes: last,
            statements: [...taken, ...statements],
            counts: reader.counts(),
            receivers: reader.receivers,
          };
          expect(plain(cut)).toEqual(plain(whole));
        },
      ),
      { numRuns: 60 },
    );
  });

  it("gives out reports in bounded pieces that together are all of them", () => {
    const log: string[] = [];
    for (let i = 0; i < 40_000; i++)
      log.push(...at(position(990_000_000 + (i % 7), { longitude: 78_000_000 + i }), noon + i * 10));
    const bytes = Buffer.from(log.join("\n"));
    const reader = createSentenceReader();
    const seen: number[] = [];
    for (let from = 0; from < bytes.length; from += 100_000) {
      reader.push(bytes.subarray(from, from + 100_000));
      seen.push(...reader.take().fixes.longitude);
      expect(reader.waiting()).toBeLessThanOrEqual(16_384);
    }
    expect(seen.length).toBeGreaterThan(20_000);
    reader.end();
    seen.push(...reader.take().fixes.longitude);
    expect(seen).toEqual([...read(bytes).fixes.longitude]);
    expect(seen.length).toBe(40_000);
  });

  it("survives any damage, and every line is counted once", () => {
    fc.assert(
      fc.property(
        fc.nat(200),
        fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { maxLength: 80 }),
        (seed, damage) => {
          const bytes = Buffer.from(madeLog(seed), "latin1");
          // Exclamation marks and backslashes could begin a second sentence in a line, which counts as a line.
          for (const [where, value] of damage)
            if (value !== 33 && value !== 92) bytes[where % bytes.length] = value;
          const { counts } = read(bytes, { givenMs: noon });
          const text = bytes.toString("latin1");
          const expected = text.split(/\r\n|\r|\n/).length - (/[\r\n]$/.test(text) ? 1 : 0);
          expect(counts.lines).toBe(expected);
          expect(sumOf(counts)).toBe(counts.lines);
          expect(counts.pending).toBe(0);
        },
      ),
      { numRuns: 300 },
    );
  });

  it("survives bytes that are no log at all", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2000 }), (bytes) => {
        const { counts } = read(bytes);
        expect(sumOf(counts)).toBe(counts.lines);
      }),
    );
  });
});
