/**
 * What a place cell says.
 *
 * Shape   Each place once, in the order of the words. A city or a cloud region that lies in a stated country or region adds nothing:
 *         "EU (Frankfurt)" is EU, "Frankfurt" alone is DE, "EU (Irland, eu-west-1)" is EU and IE.
 *         An adjective ("finsk") counts as the place where nothing else is said.
 */

import { eeaCountries } from "../knowledge/adequacy.js";
import type { Place } from "../model/entry.js";
import { findPlaces, type PlaceMention } from "./place.js";
import { countryCodes } from "./place-code.js";

export interface PlaceReading {
  readonly places: readonly Place[];
  /** Countries said only by an adjective ("svensk bolag"): who owns, not where. */
  readonly adjectives: readonly Place[];
  readonly mentions: readonly PlaceMention[];
}

export function readPlaces(text: string): PlaceReading {
  const code = text.trim();
  if (/^[A-Z]{2}$/u.test(code) && countryCodes().has(code)) return wholeCode(text, code);
  const mentions = findPlaces(text).filter(({ negated }) => !negated);
  const stated = mentions.filter(isStated);
  const places = unique(
    mentions
      .filter((mention) => isStated(mention) || (isSite(mention) && !stated.some((other) => covers(other, mention))))
      .flatMap((mention) => mention.places),
  );
  const adjectives = unique(mentions.filter(({ kind }) => kind === "adjective").flatMap((mention) => mention.places));
  return { places: places.length > 0 ? places : adjectives, adjectives, mentions };
}

const isStated = ({ kind }: PlaceMention): boolean => kind === "country" || kind === "region";
const isSite = ({ kind }: PlaceMention): boolean => kind === "city" || kind === "cloud-region" || kind === "state";

function covers(stated: PlaceMention, site: PlaceMention): boolean {
  const outer = stated.places[0]!;
  const inner = site.places[0]!;
  if (outer === inner || outer === "worldwide") return true;
  const union = outer === "EU" || outer === "EEA";
  if (union) return inner === "EU" || eeaCountries().has(inner);
  return outer === "non-EEA"
    ? !eeaCountries().has(inner) && inner !== "EU"
    : inner === "EU" && eeaCountries().has(outer);
}

function wholeCode(text: string, code: string): PlaceReading {
  const start = text.indexOf(code);
  return { places: [code], adjectives: [], mentions: [{ start, end: start + 2, places: [code], kind: "country" }] };
}

const unique = (places: readonly Place[]): Place[] => [...new Set(places)];
