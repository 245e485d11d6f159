/**
 * What a million entries cannot be asked each time: who uses which company, and which entries name a place outside the EEA.
 * Kept in the transaction that lists or delists an entry, so they are never behind.
 *
 * Source  EEA members: the table country, from data/adequacy.json.
 */
import type { Entry } from "../../model/entry.js";
import type { Database } from "./connection.js";

export interface Summaries {
  /** The entry comes into the current list. */
  list(
    entryId: number,
    vendorId: number,
    entityId: number | null,
    entry: Pick<Entry, "countries" | "processing_countries" | "transfer_mechanisms">,
  ): void;
  /** The entry leaves it. */
  delist(entryId: number, vendorId: number, entityId: number | null): void;
}

/** Statements that carry no transfer: the shield fell on 2020-07-16, and "none needed" is a claim and no mechanism. */
const NO_MECHANISM: ReadonlySet<string> = new Set(["privacy_shield", "none_needed"]);

export function summaryStatements(database: Database): Summaries {
  const eea = new Set(database.prepare("SELECT code FROM country WHERE eea = 1").pluck().all() as string[]);
  const groupOf = database.prepare("SELECT group_id FROM entity WHERE id = ? AND group_id <> id").pluck();
  const use = database
    .prepare(
      `INSERT INTO entity_use (entity_id, vendor_id, entries) VALUES (?, ?, 1)
     ON CONFLICT (entity_id, vendor_id) DO UPDATE SET entries = entries + 1 RETURNING entries`,
    )
    .pluck();
  const disuse = database
    .prepare("UPDATE entity_use SET entries = entries - 1 WHERE entity_id = ? AND vendor_id = ? RETURNING entries")
    .pluck();
  const forget = database.prepare("DELETE FROM entity_use WHERE entity_id = ? AND vendor_id = ?");
  const count = database.prepare("UPDATE entity SET suppliers = suppliers + ?, entries = entries + ? WHERE id = ?");
  const addTransfer = database.prepare(
    "INSERT OR IGNORE INTO entry_transfer (place, mechanism_stated, vendor_id, entry_id, basis) VALUES (?, ?, ?, ?, ?)",
  );
  const removeTransfers = database.prepare("DELETE FROM entry_transfer WHERE entry_id = ?");

  const companies = (entityId: number | null): number[] => {
    if (entityId === null) return [];
    const group = groupOf.get(entityId) as number | undefined;
    return group === undefined ? [entityId] : [entityId, group];
  };
  return {
    list(entryId, vendorId, entityId, entry) {
      for (const company of companies(entityId)) count.run(use.get(company, vendorId) === 1 ? 1 : 0, 1, company);
      const stated = Number(entry.transfer_mechanisms.some((mechanism) => !NO_MECHANISM.has(mechanism)));
      // Where the list says where data is processed, that counts; else where the company is.
      const basis = entry.processing_countries.length > 0 ? "processing" : "entity";
      const places = basis === "processing" ? entry.processing_countries : entry.countries;
      for (const place of places)
        if (place !== "EU" && place !== "EEA" && !eea.has(place))
          addTransfer.run(place, stated, vendorId, entryId, basis);
    },
    delist(entryId, vendorId, entityId) {
      for (const company of companies(entityId)) {
        const left = disuse.get(company, vendorId);
        if (left === 0) forget.run(company, vendorId);
        count.run(left === 0 ? -1 : 0, -1, company);
      }
      removeTransfers.run(entryId);
    },
  };
}
