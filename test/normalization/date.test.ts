import { describe, expect, test } from "vitest";
import { findDates } from "../../src/normalization/date.js";

const rows = [
  ["31.dec 2019", "2019-12-31"],
  ["3. Aug 2020", "2020-08-03"],
  ["7. oct. 2020", "2020-10-07"],
  ["16. august 2026", "2026-08-16"],
  ["26. helmikuuta 2025", "2025-02-26"],
  ["21/05-2018", "2018-05-21"],
  ["2018.04.13", "2018-04-13"],
  ["14-03-2023", "2023-03-14"],
  ["28.9.2026", "2026-09-28"],
  ["maj 2026", "2026-05"],
  ["1 July, 2024", "2024-07-01"],
  ["July 1, 2024", "2024-07-01"],
  ["2024-11-04", "2024-11-04"],
  ["1st of May 2023", "2023-05-01"],
  ["3. júní 2024", "2024-06-03"],
  ["5 września 2023", "2023-09-05"],
  ["2026-05", "2026-05"],
  ["04/2025", "2025-04"],
  ["29. februar 2024", "2024-02-29"],
  ["13/02/2024", "2024-02-13"],
  ["02/13/2024", "2024-02-13"],
] as const;
const none = ["29. februar 2023", "192.168.2020.1", "12.5.2020.4", "32.1.2024", "2016/679", "v2024", "maj"];

describe("findDates()", () => {
  test.each(rows)("reads %s", (text, iso) =>
    expect(findDates(`Pr. ${text}:`)).toMatchObject([{ start: 4, end: 4 + text.length, iso }]),
  );
  test.each(none)("finds none in %s", (text) => expect(findDates(text)).toEqual([]));
  test("puts the day first unless told otherwise", () => {
    expect(findDates("01/02/2024")[0]?.iso).toBe("2024-02-01");
    expect(findDates("01/02/2024", { order: "mdy" })[0]?.iso).toBe("2024-01-02");
  });
  test("finds two dates in one text", () =>
    expect(findDates("1. mai 2024 og 2. juni 2025").map(({ iso }) => iso)).toEqual(["2024-05-01", "2025-06-02"]));
});
