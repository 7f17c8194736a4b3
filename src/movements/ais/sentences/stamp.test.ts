import { describe, expect, it } from "vitest";
import { lines, noon, position, read, refusedOnly } from "../../../../test/ais/made-sentences.ts";
import { checksumOf } from "./encode-sentence.ts";
import { timeSources } from "./fix-columns.ts";

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
    [`[2023-09-05 12:00:00,125Z] ${sentence}`, noon + 125, "stamp"],
    [`2023/09/05 21:00:00+09:00;${sentence}`, noon, "stamp"],
    [`20230905120000Z,${sentence}`, noon, "stamp"],
    [`20230905T120000Z ${sentence}`, noon, "stamp"],
    [`${sentence}\t2023-09-05 12:00:00Z`, noon, "stamp"],
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

  it("without a zone are placed by the caller's, or refused", () => {
    for (const line of [
      `2023-09-05 21:00:00 ${sentence}`,
      `${sentence} 20230905210000`,
      `[2023/09/05 21:00:00,5] ${sentence}`,
    ]) {
      expect(refusedOnly(read(line).counts)).toEqual({ "time without zone": 1 });
      expect(Math.floor((read(line, { zoneMinutes: 540 }).fixes.at[0] ?? 0) / 1000)).toBe(noon / 1000);
    }
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
