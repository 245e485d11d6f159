/**
 * Invented lists of sub-processors, in five languages: names with the legal forms of several countries, addresses, numbers
 * with a right check digit, places, purposes with commas and slashes, words for the transfer basis.
 */
import fc from "fast-check";

export interface ListedCompany {
  readonly name: string;
  /** The name ends with a legal form. */
  readonly formed: boolean;
  readonly purpose: string;
  readonly place: string;
  readonly country: string;
  readonly number: string;
  readonly address: string;
  readonly transfer: string;
  readonly mechanism: string;
}

export interface Tongue {
  readonly code: "da" | "sv" | "nb" | "fi" | "en";
  readonly title: string;
  readonly announce: string;
  readonly sentence: { readonly before: string; readonly and: string; readonly after: string };
  readonly headers: Readonly<Record<"name" | "purpose" | "place" | "number" | "transfer", string>>;
  readonly purposes: readonly string[];
  readonly places: readonly (readonly [string, string])[];
  readonly scc: string;
  readonly none: string;
}

export const TONGUES: readonly Tongue[] = [
  {
    code: "da",
    title: "Underdatabehandlere",
    announce: "Vi bruger følgende underdatabehandlere:",
    sentence: { before: "Vi bruger ", and: " og ", after: " som underdatabehandlere." },
    headers: {
      name: "Leverandør",
      purpose: "Formål",
      place: "Behandlingssted",
      number: "CVR-nr.",
      transfer: "Overførselsgrundlag",
    },
    purposes: [
      "Drift af servere",
      "Udsendelse af nyhedsbreve",
      "Lagring af billeder, lyd og film",
      "Scanning af bilag/kvitteringer",
      "Overvågning af fejl i appen",
      "Betaling med kort og faktura",
    ],
    places: [
      ["Danmark", "DK"],
      ["Sverige", "SE"],
      ["Tyskland", "DE"],
      ["Irland", "IE"],
      ["USA", "US"],
    ],
    scc: "Standardkontraktbestemmelser",
    none: "Ingen overførsel",
  },
  {
    code: "sv",
    title: "Underbiträden",
    announce: "Vi använder följande underbiträden:",
    sentence: { before: "Vi använder ", and: " och ", after: " som underbiträden." },
    headers: {
      name: "Leverantör",
      purpose: "Ändamål",
      place: "Behandlingens plats",
      number: "Org.nr",
      transfer: "Överföringsmekanism",
    },
    purposes: [
      "Drift av servrar",
      "Utskick av nyhetsbrev",
      "Lagring av bilder, ljud och film",
      "Tolkning av kvitton/fakturor",
      "Övervakning av fel i appen",
      "Betalning med kort och faktura",
    ],
    places: [
      ["Sverige", "SE"],
      ["Finland", "FI"],
      ["Tyskland", "DE"],
      ["Irland", "IE"],
      ["USA", "US"],
    ],
    scc: "Standardavtalsklausuler",
    none: "Ej tillämpligt",
  },
  {
    code: "nb",
    title: "Underdatabehandlere",
    announce: "Vi bruker følgende underdatabehandlere:",
    sentence: { before: "Vi bruker ", and: " og ", after: " som underdatabehandlere." },
    headers: {
      name: "Leverandør",
      purpose: "Formål",
      place: "Behandlingssted",
      number: "Org.nr.",
      transfer: "Overføringsgrunnlag",
    },
    purposes: [
      "Drift av servere",
      "Utsending av nyhetsbrev",
      "Lagring av bilder, lyd og film",
      "Tolkning av bilag/kvitteringer",
      "Overvåking av feil i appen",
      "Betaling med kort og faktura",
    ],
    places: [
      ["Norge", "NO"],
      ["Sverige", "SE"],
      ["Tyskland", "DE"],
      ["Irland", "IE"],
      ["USA", "US"],
    ],
    scc: "Standard personvernbestemmelser (SCC)",
    none: "Ikke relevant",
  },
  {
    code: "fi",
    title: "Alikäsittelijät",
    announce: "Käytämme seuraavia alikäsittelijöitä:",
    sentence: { before: "Käytämme alikäsittelijöinä seuraavia: ", and: " ja ", after: "." },
    headers: {
      name: "Alikäsittelijä",
      purpose: "Käyttötarkoitus",
      place: "Sijainti",
      number: "Y-tunnus",
      transfer: "Siirtoperuste",
    },
    purposes: [
      "Palvelinten ylläpito",
      "Uutiskirjeiden lähetys",
      "Kuvien, äänen ja videoiden tallennus",
      "Kuittien/laskujen tulkinta",
      "Sovelluksen virheiden seuranta",
      "Maksujen käsittely kortilla ja laskulla",
    ],
    places: [
      ["Suomi", "FI"],
      ["Ruotsi", "SE"],
      ["Saksa", "DE"],
      ["Irlanti", "IE"],
      ["Yhdysvallat", "US"],
    ],
    scc: "Vakiosopimuslausekkeet",
    none: "Ei siirtoa",
  },
  {
    code: "en",
    title: "Sub-processors",
    announce: "We use the following sub-processors:",
    sentence: { before: "We use ", and: " and ", after: " as sub-processors." },
    headers: {
      name: "Sub-processor",
      purpose: "Purpose",
      place: "Processing location",
      number: "Company number",
      transfer: "Transfer mechanism",
    },
    purposes: [
      "Hosting of servers",
      "Delivery of newsletters",
      "Storage of pictures, sound and film",
      "Scanning of bills/receipts",
      "Monitoring of errors in the app",
      "Payment by card and invoice",
    ],
    places: [
      ["Denmark", "DK"],
      ["Sweden", "SE"],
      ["Germany", "DE"],
      ["Ireland", "IE"],
      ["United States", "US"],
    ],
    scc: "Standard Contractual Clauses",
    none: "Not applicable",
  },
];

const FIRST = ["Kvist", "Brom", "Tjær", "Lærke", "Mose", "Hjort", "Rug", "Ulve", "Svale", "Bregne", "Gran", "Ravn"];
const LAST = ["bakke", "holt", "sund", "vang", "dal", "eng", "mark", "skov"];
const SECOND = ["Hosting", "Data", "Mail", "Support", "Cloud", "Studio", "Systems", "Labs"];

interface Register {
  readonly forms: readonly string[];
  readonly number: (digits: readonly number[]) => string;
  readonly address: (house: number) => string;
}

const REGISTERS: readonly Register[] = [
  { forms: ["A/S", "ApS"], number: cvr, address: (house) => `Havnegade ${house}, 5000 Odense C, Danmark` },
  { forms: ["AS"], number: orgnrNo, address: (house) => `Storgata ${house}, 0155 Oslo, Norge` },
  { forms: ["AB"], number: orgnrSe, address: (house) => `Storgatan ${house}, 111 51 Stockholm, Sverige` },
  {
    forms: ["Ltd", "GmbH", "Inc.", "B.V.", "ehf."],
    number: cvr,
    address: (house) => `Dock Road ${house}, Dublin 2, Ireland`,
  },
  { forms: [""], number: cvr, address: (house) => `Havnegade ${house}, 5000 Odense C, Danmark` },
  { forms: ["Oy"], number: ytunnus, address: (house) => `Satamakatu ${house}, 90100 Oulu, Suomi` },
];

/** Weighted sum modulo 11 over the digits; null where the remainder gives no check digit. */
function mod11(digits: readonly number[], weights: readonly number[]): number | null {
  const sum = weights.reduce((total, weight, i) => total + weight * digits[i]!, 0);
  const rest = sum % 11;
  return rest === 0 ? 0 : rest === 1 ? null : 11 - rest;
}

function withCheck(digits: readonly number[], count: number, weights: readonly number[]): string {
  for (let step = 0; ; step++) {
    const own = digits
      .slice(0, count)
      .map((digit, i) => (i === count - 1 ? (digit + step) % 10 : i === 0 ? Math.max(1, digit) : digit));
    const check = mod11(own, weights);
    if (check !== null) return `${own.join("")}${check}`;
  }
}

function cvr(digits: readonly number[]): string {
  return withCheck(digits, 7, [2, 7, 6, 5, 4, 3, 2]);
}
function orgnrNo(digits: readonly number[]): string {
  return withCheck([9, ...digits.slice(1)], 8, [3, 2, 7, 6, 5, 4, 3, 2]).replace(/(\d{3})(\d{3})(\d{3})/u, "$1 $2 $3");
}
function ytunnus(digits: readonly number[]): string {
  return withCheck(digits, 7, [7, 9, 10, 5, 8, 4, 2]).replace(/(\d)$/u, "-$1");
}
function orgnrSe(digits: readonly number[]): string {
  const own = [5, 5, 9, ...digits.slice(0, 6)];
  const sum = own.reduce(
    (total, digit, i) => total + (i % 2 === 0 ? (digit * 2 > 9 ? digit * 2 - 9 : digit * 2) : digit),
    0,
  );
  return `${own.slice(0, 6).join("")}-${own.slice(6).join("")}${(10 - (sum % 10)) % 10}`;
}

const digits = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 8, maxLength: 8 });

export interface RandomList {
  readonly tongue: Tongue;
  readonly companies: readonly ListedCompany[];
}

export function withLegalForms(list: RandomList): RandomList {
  return {
    ...list,
    companies: list.companies.map((company) => (company.formed ? company : { ...company, name: `${company.name} AB` })),
  };
}

/** Two to six companies; no name stands twice. */
export const randomList: fc.Arbitrary<RandomList> = fc
  .constantFrom(...TONGUES)
  .chain((tongue) =>
    fc
      .uniqueArray(companyIn(tongue), { minLength: 2, maxLength: 6, selector: ({ name }) => name.split(" ")[0]! })
      .map((companies) => ({ tongue, companies })),
  );

function companyIn(tongue: Tongue): fc.Arbitrary<ListedCompany> {
  return fc
    .record({
      first: fc.constantFrom(...FIRST),
      last: fc.constantFrom(...LAST),
      second: fc.constantFrom(...SECOND, ""),
      register: fc.constantFrom(...REGISTERS),
      form: fc.nat(4),
      digits,
      purpose: fc.constantFrom(...tongue.purposes),
      place: fc.constantFrom(...tongue.places),
      house: fc.integer({ min: 1, max: 99 }),
    })
    .map(({ first, last, second, register, form, digits: own, purpose, place, house }) => ({
      name: [`${first}${last}`, second, register.forms[form % register.forms.length]]
        .filter((word) => word !== "")
        .join(" "),
      formed: register.forms[0] !== "",
      purpose,
      place: place[0],
      country: place[1],
      number: register.number(own),
      address: register.address(house),
      transfer: place[1] === "US" ? tongue.scc : tongue.none,
      mechanism: place[1] === "US" ? "scc" : "none_needed",
    }));
}
