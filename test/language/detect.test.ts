import { describe, expect, test } from "vitest";
import { detectBlocks, detectLanguage, detectList, languageOfTag } from "../../src/language/detect.js";
import type { Block } from "../../src/model/document.js";
import type { Span } from "../../src/model/span.js";

const guesses = [
  {
    name: "knows Danish",
    text: "Vi bruger leverandører, som hjælper os med at sende beskeder til kunderne.",
    want: "da",
  },
  {
    name: "knows Swedish",
    text: "Vi använder leverantörer som hjälper oss att skicka meddelanden till kunderna.",
    want: "sv",
  },
  {
    name: "knows Bokmål",
    text: "Vi bruker leverandører som hjelper oss med å sende meldinger til noen av kundene.",
    want: "nb",
  },
  {
    name: "knows Nynorsk",
    text: "Vi brukar leverandørar som hjelper oss med å sende meldingar til dei ikkje så mange kundane.",
    want: "nn",
  },
  {
    name: "knows Finnish",
    text: "Käytämme toimittajia, jotka auttavat meitä lähettämään viestejä asiakkaille.",
    want: "fi",
  },
  {
    name: "knows Icelandic",
    text: "Við notum birgja sem hjálpa okkur að senda skilaboð til viðskiptavina.",
    want: "is",
  },
  { name: "knows Faroese", text: "Vit nýta veitarar, sum hjálpa okkum at senda boð til kundarnar.", want: "fo" },
  { name: "knows English", text: "We use suppliers who help us to send messages to the customers.", want: "en" },
  {
    name: "knows Estonian by data alone",
    text: "Kasutame tarnijaid, kes aitavad meil klientidele sõnumeid saata.",
    want: "et",
  },
  {
    name: "knows German",
    text: "Wir setzen Anbieter ein, die uns helfen, Nachrichten an die Kunden zu senden.",
    want: "de",
  },
  {
    name: "knows Dutch",
    text: "Wij gebruiken leveranciers die ons helpen om berichten naar de klanten te sturen.",
    want: "nl",
  },
  {
    name: "knows Polish",
    text: "Korzystamy z dostawców, którzy pomagają nam wysyłać wiadomości do klientów.",
    want: "pl",
  },
  {
    name: "knows a header row",
    text: "Navn\tFormål\tLand\tOverførselsgrundlag\nPrøve Hosting ApS\tDrift\tDanmark",
    want: "da",
  },
  {
    name: "looks past web addresses",
    text: "Les mer om hva vi gjør her https://the-and.example/of/this/with/that eller be om listen",
    want: "nb",
  },
  {
    name: "says other for Turkish",
    text: "Bu metin müşterilerimizin kişisel verilerini nasıl işlediğimizi ve barındırma ile destek için hangi alt işleyenleri kullandığımızı açıklamaktadır.",
    want: "other",
  },
  { name: "says other for another script", text: "Мы используем поставщиков, которые помогают нам", want: "other" },
  { name: "says und for nothing", text: "", want: "und" },
  { name: "says und for numbers", text: "556016-0680 10 00 00 09", want: "und" },
  { name: "says und for a bare name", text: "Fjeldmark", want: "und" },
];

for (const { name, text, want } of guesses)
  test(`detectLanguage() ${name}`, () => {
    expect(detectLanguage(text).language).toBe(want);
  });

describe("detectLanguage()", () => {
  test("brings a margin between 0 and 1 and at least one lexicon, the language itself first", () => {
    for (const { text } of guesses) {
      const { language, margin, lexicons } = detectLanguage(text);
      expect(margin).toBeGreaterThanOrEqual(0);
      expect(margin).toBeLessThanOrEqual(1);
      expect(lexicons.length).toBeGreaterThan(0);
      if (language !== "und" && language !== "other") expect(lexicons[0]).toBe(language);
    }
  });

  test("reads with both Norwegians what both could have written", () => {
    const { lexicons } = detectLanguage("Levering av e-post og lagring i skyen for alle");
    expect(lexicons).toEqual(expect.arrayContaining(["nb", "nn"]));
  });

  test("lets a hint decide a tie, and nothing more", () => {
    expect(detectLanguage("Drift og support", "no").language).toBe("nb");
    expect(detectLanguage("Drift og support", "da-DK").language).toBe("da");
    expect(detectLanguage("Vi använder leverantörer som hjälper oss att skicka meddelanden", "da").language).toBe("sv");
  });

  test("does not take a bare list of names and places for a foreign language", () => {
    const kinds = ["Hosting, Frankfurt", "E-mail, Dublin", "SMS, Oslo", "Backup, Stockholm", "Logning, Warszawa"];
    const more = ["Betaling, Amsterdam", "Analyse, Paris", "Support, Manila", "Telefoni, Aarhus", "Kort, Berlin"];
    expect(detectLanguage([...kinds, ...more].join("\n"), "da").language).toBe("da");
  });

  test("ignores a hint that names no language we know", () => {
    expect(detectLanguage("We use suppliers who help us", "x-klingon").language).toBe("en");
  });

  test("looks at a part of a long text, its end included", () => {
    const long = `${"10 20 30 ".repeat(50_000)}${"Listan visar vilka leverantörer vi använder och varför. ".repeat(30)}`;
    expect(detectLanguage(long).language).toBe("sv");
  });

  test("bears text without any space", () => {
    expect(detectLanguage("x".repeat(2_000_000)).lexicons.length).toBeGreaterThan(0);
  });
});

describe("languageOfTag()", () => {
  const tags = [
    ["da-DK", "da"],
    ["no", "nb"],
    ["nn_NO", "nn"],
    [" EN ", "en"],
    ["tlh", null],
    ["", null],
    [null, null],
  ] as const;
  for (const [tag, want] of tags)
    test(`reads ${JSON.stringify(tag)} as ${want}`, () => {
      expect(languageOfTag(tag)).toBe(want);
    });
});

const AGREEMENT =
  "Databehandleren må kun behandle oplysningerne efter den dataansvarliges skriftlige instruks, medmindre andet følger af loven.";
const TABLE =
  "Name of the company\tWhat it is used for\tWhere the data is stored\nFjeldmark Inc.\tSending of messages to the customers\tUnited States";

describe("detectBlocks()", () => {
  const text = `${AGREEMENT}\n\n${TABLE}\n\nDrift`;
  const spans = [AGREEMENT, TABLE, "Drift"].map((words) => spanOf(text, words));
  const blocks = spans.map((span): Block => ({ kind: "paragraph", span, hidden: false }));

  test("tells an agreement from its annexed table and leaves short blocks to inherit", () => {
    expect(detectBlocks({ text, blocks }).map((guess) => guess?.language ?? null)).toEqual(["da", "en", null]);
  });
});

describe("detectList()", () => {
  const danish = detectLanguage(AGREEMENT);

  test("says the language of the list and not of the agreement around it", () => {
    const text = `${AGREEMENT}\n${TABLE}`;
    expect(detectList(text, [spanOf(text, TABLE)], danish).language).toBe("en");
  });

  test("keeps to the document where the list's own words are few", () => {
    const text = "E-mail\nHosting\nSMS";
    expect(detectList(text, [{ start: 0, end: text.length }], danish).language).toBe("da");
    expect(detectList(text, [], danish).language).toBe("da");
  });
});

function spanOf(text: string, words: string): Span {
  const start = text.indexOf(words);
  return { start, end: start + words.length };
}
