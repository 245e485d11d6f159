import { describe, expect, test } from "vitest";
import { NO_ENTITIES } from "../../src/knowledge/entities.js";
import { type CompanyFacts, linkEntity, SURE } from "../../src/record/link.js";
import { sameCompany } from "../../src/record/same-company.js";

const facts = (given: Partial<CompanyFacts>): CompanyFacts => ({
  name: null,
  legal_entity: null,
  aliases: [],
  registration_numbers: [],
  website: null,
  ...given,
});

describe("linkEntity()", () => {
  const sure = [
    {
      name: "trusts a registration number first",
      given: { name: "Cloud", registration_numbers: [{ scheme: "lu-rcs", value: "B 186 284" }] },
      want: ["amazon-web-services", "registration-number"],
    },
    {
      name: "reads a Danish VAT number as the company number",
      given: { name: "Bogføring", registration_numbers: [{ scheme: "eu-vat", value: "DK 29 40 34 73" }] },
      want: ["e-conomic", "registration-number"],
    },
    {
      name: "reads a Swedish VAT number as the company number",
      given: { name: "Signering", registration_numbers: [{ scheme: null, value: "SE556816680401" }] },
      want: ["scrive", "registration-number"],
    },
    {
      name: "takes the registered name before the brand",
      given: { name: "Postmark", legal_entity: "ActiveCampaign, LLC" },
      want: ["activecampaign", "legal-name"],
    },
    {
      name: "reads a registered name with other points and capitals",
      given: { name: "AWS", legal_entity: "AMAZON WEB SERVICES EMEA S.A.R.L" },
      want: ["amazon-web-services", "legal-name"],
    },
    { name: "knows an alias", given: { name: "Sendinblue" }, want: ["brevo", "alias"] },
    { name: "knows a product", given: { name: "Amazon SES" }, want: ["amazon-web-services", "alias"] },
    { name: "folds a name", given: { name: "Send-Grid" }, want: ["sendgrid", "folded-name"] },
    { name: "leaves a region aside", given: { name: "Datadog Nordics" }, want: ["datadog", "folded-name"] },
    { name: "knows the house of a product", given: { name: "Google Wallet" }, want: ["google", "folded-name"] },
    {
      name: "reads a trade name after dba",
      given: { name: "Functional Software, dba Sentry" },
      want: ["sentry", "alias"],
    },
    {
      name: "keeps the tenant before the platform",
      given: { name: "Supabase (AWS)" },
      want: ["supabase", "folded-name"],
    },
    {
      name: "links an ambiguous name with its domain",
      given: { name: "Render", website: "https://www.render.com/privacy" },
      want: ["render", "domain"],
    },
    {
      name: "links an ambiguous name with its registered name",
      given: { name: "Sentry", legal_entity: "Functional Software, Inc." },
      want: ["sentry", "legal-name"],
    },
    { name: "links an ambiguous name with its owner", given: { name: "Loom (Atlassian)" }, want: ["loom", "alias"] },
    {
      name: "links an ambiguous name with an alias",
      given: { name: "Neon", aliases: ["Neon Postgres"] },
      want: ["neon", "alias"],
    },
    {
      name: "links an ambiguous name with its purpose",
      given: { name: "Front", purpose_categories: ["support"] },
      want: ["front", "alias"],
    },
  ] as const;
  for (const { name, given, want } of sure) {
    test(name, () => {
      const link = linkEntity(facts(given));
      expect([link?.entity, link?.method]).toEqual(want);
      expect(link?.confidence).toBeGreaterThanOrEqual(SURE);
      expect(link?.confidence).toBeLessThan(1);
    });
  }

  const doubtful = [
    { name: "only proposes an ambiguous name", given: { name: "Loom" }, want: "loom" },
    { name: "only proposes a bare domain", given: { name: "Havblik Kort", website: "google.com" }, want: "google" },
    {
      name: "takes no hint from the purpose other",
      given: { name: "Notion", purpose_categories: ["other"] },
      want: "notion",
    },
  ] as const;
  for (const { name, given, want } of doubtful) {
    test(name, () => {
      const link = linkEntity(facts(given));
      expect(link?.entity).toBe(want);
      expect(link?.confidence).toBeLessThan(SURE);
    });
  }

  const unlinked = [
    { name: "leaves an unknown company alone", given: { name: "Havblik IT A/S", legal_entity: "Havblik IT A/S" } },
    { name: "leaves a longer name alone", given: { name: "Sentry Insurance" } },
    { name: "leaves a name inside a word alone", given: { name: "Boxcryptor" } },
    { name: "leaves an ambiguous name with another form alone", given: { name: "Linear AB" } },
    { name: "leaves a name that only joins to a known one alone", given: { name: "Onecom AS" } },
    {
      name: "leaves an ambiguous name alone whose registered name is another's",
      given: { name: "Loom", legal_entity: "Loom Bageri ApS" },
    },
    {
      name: "leaves facts alone that name two groups",
      given: { name: "Stripe", registration_numbers: [{ scheme: "dk-cvr", value: "29403473" }] },
    },
    {
      name: "leaves a name and a registered name of two groups alone",
      given: { name: "Slack", legal_entity: "Twilio Inc." },
    },
    { name: "leaves two companies in one cell alone", given: { name: "Twilio / Mailchimp" } },
    { name: "leaves a tenant it does not know alone", given: { name: "Havblik (AWS)" } },
    { name: "leaves a withheld name alone", given: {} },
    { name: "leaves an empty name alone", given: { name: "  " } },
    { name: "leaves an endless name alone", given: { name: "Stripe ".repeat(10_000) } },
  ];
  for (const { name, given } of unlinked) test(name, () => expect(linkEntity(facts(given))).toBeNull());

  test("links nothing with an empty table", () => {
    expect(linkEntity(facts({ name: "Stripe" }), NO_ENTITIES)).toBeNull();
  });
});

describe("sameCompany()", () => {
  const rows = [
    {
      name: "trusts a shared number",
      a: { name: "Havblik", registration_numbers: [{ scheme: "dk-cvr", value: "10000009" }] },
      b: { name: "HB Drift", registration_numbers: [{ scheme: "eu-vat", value: "DK10000009" }] },
      same: true,
    },
    { name: "joins legal entities of one group", a: { name: "AWS" }, b: { name: "Amazon" }, same: true },
    { name: "joins a name with and without its form", a: { name: "Havblik A/S" }, b: { name: "Havblik" }, same: true },
    { name: "parts forms of two countries", a: { name: "Havblik A/S" }, b: { name: "Havblik Oy" }, same: false },
    { name: "parts short names", a: { name: "Flow" }, b: { name: "Flow" }, same: false },
    { name: "parts a known company from an unknown one", a: { name: "Stripe" }, b: { name: "Striped" }, same: false },
    { name: "parts entries without a name", a: {}, b: {}, same: false },
  ];
  for (const { name, a, b, same } of rows) {
    test(name, () => {
      expect(sameCompany(facts(a), facts(b)).same).toBe(same);
      expect(sameCompany(facts(b), facts(a)).same).toBe(same);
    });
  }
});
