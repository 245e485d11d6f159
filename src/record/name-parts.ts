/**
 * The parts of a written name: "Postmark (ActiveCampaign)", "Criipto A/S / Idura ApS", "Functional Software, Inc. dba Sentry".
 *
 * Shape   main stands first. Another part is "aside" (in brackets, after a dash, after a comma that follows a legal form: owner,
 *         platform, trade name or place), "listed" (after a slash or an "and": another name or another company), or "same" (after
 *         dba, formerly and the like: the same company).
 * Unit    Time grows with the name; names are cut to a sane length before.
 */
import { findLegalForm } from "../normalization/legal-form.js";

export interface NamePart {
  readonly text: string;
  readonly kind: "aside" | "listed" | "same";
}

const SAME =
  /,? (?:d\/?b\/?a|t\/a|f\/k\/a|fka|aka|formerly|previously|now|trading as|tidligere|tidigare|tidl\.|f\.d\.|fd|nu|entinen|ent\.|áður) /iu;
const ASIDE = / (?:[-–—|]|by|via|from|von|från|fra|av|af|incl\.|inkl\.|including|inklusive|herunder) /iu;
/** A slash inside a legal form ("A/S") has fewer than three letters behind it. */
const LISTED = /[/;+](?= ?\S{3})| (?:&|and|og|och|ja|eller|or|und) |, (?=\S)/iu;

export function nameParts(name: string): { readonly main: string; readonly others: readonly NamePart[] } {
  const others: NamePart[] = [];
  const outside = takeBrackets(name.replace(/\s/gu, " ").replace(/ {2,}/gu, " "), others);
  const [first = "", ...same] = outside.split(SAME);
  for (const text of same) others.push({ text, kind: "same" });
  const [second = "", ...asides] = first.split(ASIDE);
  for (const text of asides) others.push({ text, kind: "aside" });
  const [whole, place] = withoutPlace(second);
  if (place) others.push({ text: place, kind: "aside" });
  const [main = "", ...listed] = whole.split(LISTED);
  for (const text of listed) others.push({ text, kind: "listed" });
  return { main: main.trim(), others: others.map((part) => ({ ...part, text: part.text.trim() })) };
}

/** "Foo GmbH, Berlin": a name ends with its legal form. */
function withoutPlace(text: string): readonly [string, string | null] {
  const comma = text.indexOf(", ");
  if (comma < 0) return [text, null];
  const before = text.slice(0, comma);
  if (findLegalForm(before)) return [before, text.slice(comma + 2)];
  return findLegalForm(text) && text.indexOf(", ", comma + 1) < 0 ? [text.replace(", ", " "), null] : [text, null];
}

/** What stands outside the brackets; what stands inside is added. */
function takeBrackets(name: string, others: NamePart[]): string {
  return name
    .replace(/[([]([^()[\]]*)[)\]]?/gu, (_, inside: string) => {
      const same = SAME.test(` ${inside}`);
      others.push({ text: same ? ` ${inside}`.replace(SAME, "") : inside, kind: same ? "same" : "aside" });
      return " ";
    })
    .replace(/ {2,}/gu, " ")
    .trim();
}
