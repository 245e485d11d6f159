/** The watch list: which sources are asked every night, for which supplier, and how often. Columns of `source`. */
import { foldName } from "../fold.js";
import type { RefreshStore, WatchedSource, WatchRow } from "../refresh-store.js";
import { seconds } from "./columns.js";
import type { Database } from "./connection.js";
import type { EntryStatements } from "./entries.js";
import { vendorIds } from "./sources.js";

export function watchStatements(
  database: Database,
  entries: Pick<EntryStatements, "delistAll" | "listAll">,
  now: () => Date,
): Pick<RefreshStore, "watch" | "unwatch" | "watched"> {
  const find = database.prepare("SELECT id, watched, vendor_id AS vendorId FROM source WHERE address = ?");
  const insert = database.prepare(
    `INSERT INTO source (vendor_id, address, kind, vendor_given, watched, interval_hours, due_at, added_at)
     VALUES (@vendorId, @address, 'url', 1, 1, @hours, @at, @at)`,
  );
  const renew = database.prepare(
    "UPDATE source SET watched = 1, interval_hours = @hours, due_at = min(ifnull(due_at, @at), @at) WHERE id = @id",
  );
  const stop = database.prepare(
    `UPDATE source SET watched = 0, due_at = NULL WHERE watched = 1 AND (address = @given
       OR vendor_id = (SELECT id FROM vendor WHERE folded = @folded)) RETURNING address`,
  );
  const move = database.prepare("UPDATE source SET vendor_id = ?, vendor_given = 1 WHERE id = ?");
  const vendorId = vendorIds(database, now);

  const addOne = ({ address, supplier, intervalHours }: WatchRow): boolean => {
    const known = find.get(address) as { id: number; watched: number; vendorId: number } | undefined;
    const row = { address, hours: intervalHours ?? null, at: seconds(now()) };
    const wanted = vendorId(supplier);
    if (!known) insert.run({ ...row, vendorId: wanted });
    else {
      if (known.vendorId !== wanted) moveTo(known, wanted);
      renew.run({ id: known.id, hours: row.hours, at: row.at });
    }
    return known?.watched !== 1;
  };
  /** The summaries count suppliers: a source leaves them under its old one and comes back under its new one. */
  const moveTo = (known: { id: number; vendorId: number }, wanted: number): void => {
    entries.delistAll(known.id, known.vendorId);
    move.run(wanted, known.id);
    entries.listAll(known.id, wanted);
  };
  return {
    watch: database.transaction((rows: readonly WatchRow[]) => {
      const added = rows.filter(addOne).length;
      return { added, renewed: rows.length - added };
    }).immediate,
    unwatch: (given) =>
      (stop.all({ given, folded: foldName(given) }) as { address: string }[]).map(({ address }) => address),
    watched: ({ dueBefore, only }) => watchedSources(database, dueBefore, only),
  };
}

function watchedSources(
  database: Database,
  dueBefore: string | undefined,
  only: readonly string[] | undefined,
): WatchedSource[] {
  const terms = ["s.watched = 1"];
  if (dueBefore !== undefined) terms.push("ifnull(s.due_at, '') <= @dueBefore");
  if (only !== undefined) {
    terms.push(
      "(s.address IN (SELECT value FROM json_each(@only)) OR v.folded IN (SELECT value FROM json_each(@folded)))",
    );
  }
  const values = {
    ...(dueBefore === undefined ? {} : { dueBefore: seconds(dueBefore) }),
    ...(only === undefined ? {} : { only: JSON.stringify(only), folded: JSON.stringify(only.map(foldName)) }),
  };
  return database
    .prepare(
      `SELECT s.id, s.address, v.name AS supplier FROM source s JOIN vendor v ON v.id = s.vendor_id
       WHERE ${terms.join(" AND ")} ORDER BY s.id`,
    )
    .all(values) as WatchedSource[];
}
