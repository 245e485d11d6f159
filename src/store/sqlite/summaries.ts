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
  const groupOf = database.prepare("SELECT ifnull(group_id, id) FROM entity WHERE id = ?").pluck();
  const groups = new Map<number, number>();
  /** A provisional company is its own group and a known one's stands in data/: neither changes while the file is open. */
  const groupId = (entityId: number): number => {
    const id = groups.get(entityId) ?? (groupOf.get(entityId) as number);
    if (groups.size < 10_000) groups.set(entityId, id);
    return id;
  };
  const use = database.prepare("UPDATE entity_use SET entries = entries + 1 WHERE entity_id = ? AND vendor_id = ?");
  const firstUse = database.prepare("INSERT INTO entity_use (entity_id, vendor_id, entries) VALUES (?, ?, 1)");
  const disuse = database.prepare("UPDATE entity_use SET entries = entries - 1 WHERE entity_id = ? AND vendor_id = ?");
  const left = database.prepare("SELECT entries FROM entity_use WHERE entity_id = ? AND vendor_id = ?").pluck();
  const forget = database.prepare("DELETE FROM entity_use WHERE entity_id = ? AND vendor_id = ?");
  const count = database.prepare("UPDATE entity SET suppliers = suppliers + ?, entries = entries + ? WHERE id = ?");
  const addTransfer = database.prepare(
    "INSERT OR IGNORE INTO entry_transfer (place, mechanism_stated, vendor_id, entry_id, basis) VALUES (?, ?, ?, ?, ?)",
  );
  const removeTransfers = database.prepare("DELETE FROM entry_transfer WHERE entry_id = ?");

  const companies = (entityId: number | null): number[] => {
    if (entityId === null) return [];
    const group = groupId(entityId);
    return group === entityId ? [entityId] : [entityId, group];
  };
  return {
    list(entryId, vendorId, entityId, entry) {
      for (const company of companies(entityId)) {
        const known = use.run(company, vendorId).changes > 0;
        if (!known) firstUse.run(company, vendorId);
        count.run(known ? 0 : 1, 1, company);
      }
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
        disuse.run(company, vendorId);
        const last = left.get(company, vendorId) === 0;
        if (last) forget.run(company, vendorId);
        count.run(last ? -1 : 0, -1, company);
      }
      removeTransfers.run(entryId);
    },
  };
}

/** Counts everything anew: when the groups of data/entities.json changed, and for tests that hold the counting to it. */
export function recountCompanies(database: Database): void {
  database.exec(`
    DELETE FROM entity_use;
    INSERT INTO entity_use (entity_id, vendor_id, entries)
      SELECT company, vendor_id, count(*) FROM (
        SELECT e.entity_id AS company, s.vendor_id
          FROM entry e JOIN source s ON s.id = e.source_id WHERE e.listed = 1 AND e.entity_id IS NOT NULL
        UNION ALL
        SELECT y.group_id, s.vendor_id
          FROM entry e JOIN source s ON s.id = e.source_id JOIN entity y ON y.id = e.entity_id
          WHERE e.listed = 1 AND y.group_id <> y.id
      ) GROUP BY company, vendor_id;
    UPDATE entity SET suppliers = 0, entries = 0 WHERE suppliers > 0 OR entries > 0;
    UPDATE entity SET
      suppliers = (SELECT count(*) FROM entity_use u WHERE u.entity_id = entity.id),
      entries = (SELECT sum(u.entries) FROM entity_use u WHERE u.entity_id = entity.id)
      WHERE id IN (SELECT entity_id FROM entity_use);
  `);
}
