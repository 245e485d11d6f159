import { describe, expect, test } from "vitest";
import { addressStart, findAddress, looksLikeAddress } from "../../src/normalization/address.js";

const whole = [
  "Prøvevej 4, 8660 Skanderborg Denmark",
  "Østre Prøvevej 43, 3rd floor 5000 Odense C",
  "Gustavsprøvevägen 141, 4tr 167 51, Bromma, Stockholm Sweden",
  "48 Avenue Jean Prøve, L-1855 Luxembourg",
  "Prøve House Barrow Street Dublin 4 Ireland",
  "55 Second Street, Suite 400 San Francisco, CA 94105 United States",
  "Mannerheimintie 12 B, 00100 Helsinki, Finland",
  "Borgartún 26, 105 Reykjavík",
  "Karl Johans gate 1, 0154 Oslo, Norge",
  "Prøver Str. 8/9b, D-10119 Berlin, Deutschland",
  "3 Prøve Landings, North Wall Quay, Dublin 1, Dublin, Ireland D01 C4E0",
  "Irongate House, 22-30 Duke’s Place  London, EC3A 7LP, UK",
  "ul. Marszałkowska 1, 00-001 Warszawa",
  "C/O Prøve & Partner ApS Pilestræde 52, 2. 1112 København K Danmark",
];
const parts = [
  { text: "Prøve SARL – PWS, 48 Avenue Jean Prøve, L-1855 Luxemburg", want: "48 Avenue Jean Prøve, L-1855 Luxemburg" },
  {
    text: "Prøve B.V.,  Baarsjesweg 285-H  1058 AE Amsterdam, Niederlande",
    want: "Baarsjesweg 285-H  1058 AE Amsterdam, Niederlande",
  },
  {
    text: "Vi finns på Storgatan 1, 111 22 Stockholm, Sverige. Data lagras där.",
    want: "Storgatan 1, 111 22 Stockholm, Sverige",
  },
  { text: "Prøve SARL\n48 Avenue Jean Prøve\nL-1855 Luxembourg", want: "48 Avenue Jean Prøve\nL-1855 Luxembourg" },
  { text: "San Francisco, USA", want: null },
  { text: "E-post og sms, SMS 24, 2019", want: null },
  { text: "Hosting i Frankfurt, EU", want: null },
  { text: "ISO 27001 certificering, 2020 Prøve", want: null },
  { text: "", want: null },
];
const at = (text: string, bare = false): string | null => {
  const span = findAddress(text, { bare });
  return span && text.slice(span.start, span.end);
};

describe("findAddress()", () => {
  test.each(whole)("takes %s whole", (text) => expect(at(text)).toBe(text));
  test.each(parts)("finds $want in $text", ({ text, want }) => expect(at(text)).toBe(want));
  test("takes a bare place only when asked", () => expect(at("San Francisco, USA", true)).toBe("San Francisco, USA"));
});
test("looksLikeAddress() tells a line of address from a line of name", () => {
  expect(looksLikeAddress("Prøvevej 4, 8660 Skanderborg")).toBe(true);
  expect(looksLikeAddress("Prøve Hosting ApS")).toBe(false);
  expect(looksLikeAddress("Hosting og drift")).toBe(false);
});
test("addressStart() gives the offset behind the name", () => {
  const text = "Prøve AB, Storgatan 1, 111 22 Stockholm";
  expect(addressStart(text)).toBe(text.indexOf("Storgatan"));
  expect(addressStart("Prøve AB")).toBeNull();
});
