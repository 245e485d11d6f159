/** What a stretch of text looks like, header aside. */
import { expect, test } from "vitest";
import * as features from "../../src/extraction/features.js";
import { vocabularyFor } from "../../src/knowledge/lexicon.js";

const vocabulary = vocabularyFor(["en"]);
const rows = [
  { look: "name", text: "Ravnholt Hosting A/S", want: true },
  { look: "name", text: "ravnholt.io", want: true },
  { look: "name", text: "Ravnholt Mail", want: true },
  { look: "name", text: "hRavn", want: true },
  { look: "name", text: "ravnholt", want: false },
  { look: "certain name", text: "ravnholt.net (Ravnholt d.o.o.)", want: true },
  { look: "name", text: "We store all data in the European Union and nowhere else.", want: false },
  { look: "name", text: "Germany", want: false },
  { look: "certain name", text: "Ravnholt Hosting A/S", want: true },
  { look: "certain name", text: "Ravnholt Mail", want: false },
  { look: "place", text: "Germany (Frankfurt)", want: true },
  { look: "place", text: "EU, USA", want: true },
  { look: "place", text: "Hosting in Germany", want: false },
  { look: "mechanism", text: "Standard Contractual Clauses", want: true },
  { look: "mechanism", text: "Hosting", want: false },
  { look: "date", text: "2024-05-01", want: true },
  { look: "date", text: "Since 2024 we host here", want: false },
  { look: "number", text: "CVR-nr. 10 00 00 09", want: true },
  { look: "number", text: "Havnegade 5", want: false },
  { look: "address", text: "Havnegade 5, 5000 Odense C, Danmark", want: true },
  { look: "address", text: "Hosting of servers", want: false },
  { look: "blank", text: "—", want: true },
  { look: "blank", text: "n/a", want: true },
  { look: "blank", text: "Nordic", want: false },
  { look: "placeholder", text: "[company name]", want: true },
  { look: "placeholder", text: "{supplier}", want: true },
  { look: "placeholder", text: "Ravnholt [DK]", want: false },
  { look: "sentence", text: "We use it to send mail to your customers.", want: true },
  { look: "sentence", text: "Ravnholt Ltd.", want: false },
] as const;

const LOOKS: Record<(typeof rows)[number]["look"], (text: string) => boolean> = {
  name: (text) => features.looksLikeName(text, vocabulary).likely,
  "certain name": (text) => features.looksLikeName(text, vocabulary).certain,
  place: features.isPlaceOnly,
  mechanism: features.isMechanismOnly,
  date: features.isDateOnly,
  number: features.isNumberLine,
  address: features.isAddressLine,
  blank: features.isBlankValue,
  placeholder: (text) => features.isPlaceholder(text, vocabulary),
  sentence: features.looksLikeSentence,
};

for (const { look, text, want } of rows)
  test(`"${text}" ${want ? "looks" : "does not look"} like a ${look}`, () => {
    expect(LOOKS[look](text)).toBe(want);
  });
