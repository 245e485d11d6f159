import iconv from "iconv-lite";
import { expect, test } from "vitest";
import { decode } from "../../src/document/charset.js";

const texts = {
  da: "Underdatabehandlere hos Prøve Hosting ApS på Ærø, Ålborg og Sønderby",
  sv: "Underbiträden hos Prov AB i Växjö behandlar uppgifter för kundens räkning",
  fi: "Alikäsittelijät: Näyte Oy Jyväskylä, henkilötietojen käsittely",
  is: "Undirvinnsluaðilar: Dæmi ehf., þjónusta og öryggi á Íslandi",
} as const;
const charsets = ["utf-8", "windows-1252", "iso-8859-1", "iso-8859-15", "iso-8859-10", "utf-16le", "utf-16be"] as const;
/** What the page and the server say, true or not. */
const lies = [
  { meta: null, header: null },
  { meta: "utf-8", header: null },
  { meta: null, header: "utf-8" },
  { meta: "windows-1252", header: "utf-8" },
  { meta: "iso-8859-1", header: "iso-8859-1" },
  { meta: "utf-16", header: null },
] as const;

for (const charset of charsets) {
  test(`decode() keeps the letters of ${charset}, whatever page and server say`, () => {
    for (const [language, text] of Object.entries(texts)) {
      for (const { meta, header } of lies) {
        const source = `<!doctype html>${meta ? `<meta charset="${meta}">` : ""}<p>${text}</p>`;
        const { text: got } = decode(iconv.encode(source, charset), header && `text/html; charset=${header}`);
        expect(got, `${language}, meta ${meta}, header ${header}`).toBe(source);
      }
    }
  });
}

test.each(["ibm865", "cp850", "macintosh"])("decode() finds Danish in %s", (charset) => {
  expect(decode(iconv.encode(texts.da, charset), null).text).toBe(texts.da);
});

test("decode() obeys and drops a byte order mark", () => {
  expect(decode(iconv.encode(texts.sv, "utf-16le", { addBOM: true }), "text/html; charset=utf-8").text).toBe(texts.sv);
  expect(decode(Buffer.from(`\ufeff${texts.sv}`), "text/html; charset=iso-8859-1").text).toBe(texts.sv);
});

test("decode() repairs letters that were encoded twice, and says so", () => {
  const { text, warnings } = decode(Buffer.from(iconv.decode(Buffer.from(texts.da), "windows-1252")), null);
  expect(text).toBe(texts.da);
  expect(warnings.map(({ code }) => code)).toEqual(["mojibake-repaired"]);
});

test("decode() leaves Portuguese capitals alone", () => {
  expect(decode(Buffer.from("NÃO É ÃO"), null).text).toBe("NÃO É ÃO");
});

test("decode() reads UTF-8 with some broken bytes", () => {
  const { text, warnings } = decode(Buffer.concat([Buffer.from(texts.da), Buffer.from([0xff])]), null);
  expect(text).toBe(`${texts.da}\ufffd`);
  expect(warnings.map(({ code }) => code)).toEqual(["broken-utf8"]);
});

test("decode() reads the euro sign and quotes of windows-1252", () => {
  expect(decode(Buffer.from([0x80, 0x93, 0x61, 0x94, 0xe6]), null).text).toBe("€“a”æ");
});
