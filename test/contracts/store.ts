/**
 * What every store must keep, whatever it is made of. Run by test/store/*.test.ts against each kind.
 */
import { describe, expect, test } from "vitest";
import type { Change } from "../../src/model/change.js";
import type { Store } from "../../src/store/store.js";
import { failedReading, madeEntry, madeReading, madeSnapshot, NO_PLACE } from "../store/made.js";

export interface StoreMaker {
  open(): Promise<Store>;
}

async function rowsOf(store: Store, view: string): Promise<Record<string, unknown>[]> {
  const rows: Record<string, unknown>[] = [];
  for await (const row of store.rows(view)) rows.push({ ...row });
  return rows;
}
const names = (rows: Record<string, unknown>[]): unknown[] => rows.map((row) => row.name);

export function storeContract(kind: string, maker: StoreMaker): void {
  const A = madeSnapshot("lists/a.txt", "first", "2026-03-01T08:00:00.000Z");
  const B = madeSnapshot("lists/a.txt", "second", "2026-05-01T08:00:00.000Z");
  const postmark = madeEntry("Postkontoret ApS", { purpose: "E-mail", countries: ["DK"] });
  const cloud = madeEntry("Sky Inc.", { countries: ["US"], purpose: "Hosting" });

  describe(`a ${kind} store`, () => {
    const withStore = (name: string, work: (store: Store) => Promise<void>): void =>
      void test(name, async () => {
        const store = await maker.open();
        try {
          await work(store);
        } finally {
          await store.close();
        }
      });

    withStore("keeps a reading and shows it as the current list", async (store) => {
      const result = await store.ingest(madeReading(A, [postmark, cloud]), A);
      expect(result).toMatchObject({
        outcome: "added",
        supplier: "Eksempel A/S",
        entries: { added: 2, ended: 0, kept: 0 },
      });
      expect(names(await rowsOf(store, "subprocessors"))).toEqual(["Postkontoret ApS", "Sky Inc."]);
    });

    withStore("adds nothing for the same bytes under the same rules", async (store) => {
      await store.ingest(madeReading(A, [postmark]), A);
      const again = await store.ingest(madeReading(A, [postmark]), { ...A, retrievedAt: "2026-04-01T08:00:00.000Z" });
      expect(again.outcome).toBe("unchanged");
      expect(await rowsOf(store, "subprocessor_history")).toHaveLength(1);
    });

    withStore("knows bytes that need not be read again, and no others", async (store) => {
      await store.ingest(madeReading(A, [postmark]), A);
      expect(await store.unchanged(A, "1")).toMatchObject({ outcome: "unchanged", supplier: "Eksempel A/S" });
      expect(await store.unchanged(A, "2")).toBeNull();
      expect(await store.unchanged(B, "1")).toBeNull();
      expect(await store.unchanged(A, "1", { vendor: "Anden AB" })).toBeNull();
      await store.ingest(madeReading(B, [], { status: "needs_review" }), B);
      expect(await store.unchanged(B, "1")).toBeNull();
    });

    withStore("ends what is gone, keeps what stays and begins what is new", async (store) => {
      await store.ingest(madeReading(A, [postmark, cloud]), A);
      const result = await store.ingest(madeReading(B, [{ ...cloud, purpose: "Backup" }, madeEntry("Ny AB")]), B);
      expect(result).toMatchObject({ outcome: "changed", entries: { added: 2, ended: 1, kept: 0 } });
      const history = await rowsOf(store, "subprocessor_history");
      expect(history.map((row) => [row.name, row.purpose, row.valid_from, row.valid_to])).toEqual([
        ["Postkontoret ApS", "E-mail", "2026-03-01", "2026-05-01"],
        ["Sky Inc.", "Hosting", "2026-03-01", "2026-05-01"],
        ["Sky Inc.", "Backup", "2026-05-01", null],
        ["Ny AB", null, "2026-05-01", null],
      ]);
    });

    withStore("believes a page that goes back to what it said before", async (store) => {
      await store.ingest(madeReading(A, [postmark]), A);
      await store.ingest(madeReading(B, [cloud]), B);
      const back = await store.ingest(madeReading(A, [postmark]), { ...A, retrievedAt: "2026-06-01T08:00:00.000Z" });
      expect(back.outcome).toBe("changed");
      expect(names(await rowsOf(store, "subprocessors"))).toEqual(["Postkontoret ApS"]);
    });

    withStore("never removes an entry for a reading that failed or found nothing", async (store) => {
      await store.ingest(madeReading(A, [postmark, cloud]), A);
      expect((await store.ingest(madeReading(B, []), B)).outcome).toBe("not-held");
      expect((await store.ingest(failedReading("lists/a.txt", null), null)).outcome).toBe("failed");
      expect(await rowsOf(store, "subprocessors")).toHaveLength(2);
      expect((await rowsOf(store, "source_health"))[0]).toMatchObject({
        health: "failed",
        failure_code: "source/empty",
        entries: 2,
      });
    });

    withStore("takes newer rules over the same bytes for our doing and not the supplier's", async (store) => {
      await store.ingest(madeReading(A, [postmark]), A);
      await store.ingest(madeReading(A, [{ ...postmark, purpose: "Mail" }, cloud], { rules: "2" }), A);
      const history = await rowsOf(store, "subprocessor_history");
      expect(history.map((row) => [row.name, row.purpose, row.valid_from, row.valid_to])).toEqual([
        ["Postkontoret ApS", "Mail", "2026-03-01", null],
        ["Sky Inc.", "Hosting", "2026-03-01", null],
      ]);
    });

    withStore("gives back every value and place as it was read", async (store) => {
      const entry = madeEntry("Sky Inc.", {
        legal_entity: "Sky Inc.",
        aliases: ["Skyen"],
        registration_numbers: [
          { scheme: "us-ein", value: "20-0215482", valid: true },
          { scheme: null, value: "7", valid: null },
        ],
        address: "1 Main St",
        countries: ["US"],
        processing_countries: ["DE", "EU"],
        purpose: "Hosting\nand storage",
        purpose_categories: ["hosting", "storage"],
        transfer_mechanisms: ["scc", "dpf"],
        updated: "2026-01",
        valid_from: "2025",
        status: "planned",
        level: 2,
        provenance: { model: "m", host: "h", promptHash: "p" },
        method: "llm",
        hidden: true,
        evidence: [
          {
            field: "name",
            quote: "Sky Inc.",
            start: 3,
            end: 11,
            ...NO_PLACE,
            path: "html>body>table>tr:nth-of-type(2)>td",
          },
          {
            field: "countries",
            quote: "USA",
            start: 20,
            end: 23,
            ...NO_PLACE,
            page: 2,
            box: [1, 2.5, 3, 4],
            ocr: true,
          },
          { field: "purpose", quote: "Hosting", start: 30, end: 37, ...NO_PLACE, path: "Ark 1!B4", hidden: true },
          { field: "purpose", quote: "and storage", start: 40, end: 51, ...NO_PLACE, line: 9 },
        ],
        unresolved: [{ field: "data_categories", reason: "on-request", quote: "oplyses", start: 60, end: 67 }],
      });
      await store.ingest(madeReading(A, [entry]), A);
      const held = await store.heldReading("lists/a.txt");
      const sorted = [...entry.evidence].sort((a, b) => a.field.localeCompare(b.field));
      expect({
        ...held?.entries[0],
        evidence: [...held!.entries[0]!.evidence].sort((a, b) => a.field.localeCompare(b.field)),
      }).toEqual({ ...entry, evidence: sorted });
      expect(held).toMatchObject({ source: "lists/a.txt", snapshot: A.hash, status: "listed", rules: "1" });
      expect(Buffer.from((await store.snapshotBytes(A.hash)) ?? []).toString()).toBe("first");
    });

    withStore("takes two rows of one key for two", async (store) => {
      await store.ingest(madeReading(A, [postmark, postmark]), A);
      expect(await rowsOf(store, "subprocessors")).toHaveLength(2);
    });

    withStore("says why an entry stands outside the EEA", async (store) => {
      const entries = [
        madeEntry("A", { processing_countries: ["US"] }),
        madeEntry("B", { processing_countries: ["US", "DE"], transfer_mechanisms: ["scc"] }),
        madeEntry("C", { countries: ["US"], transfer_mechanisms: ["privacy_shield"] }),
        madeEntry("D", { countries: ["GB"], processing_countries: ["EU"] }),
        madeEntry("E", { countries: ["CH"] }),
        madeEntry("F", { processing_countries: ["worldwide"] }),
        madeEntry("G", { processing_countries: ["IN"] }),
      ];
      await store.ingest(madeReading(A, entries), A);
      const rows = await rowsOf(store, "transfers_outside_eea");
      const found = Object.fromEntries(rows.map((row) => [row.name, [row.country, row.reason, row.mechanism_stated]]));
      expect(found).toEqual({
        A: ["US", "mechanism_missing", 0],
        B: ["US", "mechanism_stated", 1],
        C: ["US", "privacy_shield_void", 0],
        E: ["CH", "adequate", 0],
        F: ["worldwide", "place_unnamed", 0],
        G: ["IN", "mechanism_missing", 0],
      });
      expect(rows.find((row) => row.name === "C")?.why).toContain("void since 2020-07-16");
    });

    withStore("counts who rests on the same company, and forgets who left it", async (store) => {
      const other = madeSnapshot("lists/b.txt", "other");
      const sky = { ...cloud, entity: "sky" };
      await store.ingest(madeReading(A, [sky, { ...sky, key: "sky two" }]), A);
      await store.ingest(madeReading(other, [sky], { publisher: "Anden AB" }), other);
      expect(await rowsOf(store, "concentration")).toMatchObject([{ entity: "sky", suppliers: 2, entries: 3 }]);
      await store.ingest(madeReading(B, [postmark]), B);
      const rows = await rowsOf(store, "concentration");
      expect(rows.find((row) => row.entity === "sky")).toMatchObject({ suppliers: 1, entries: 1 });
    });

    withStore("keeps a person's correction over later readings and says when the source moves away", async (store) => {
      await store.ingest(madeReading(A, [cloud]), A);
      const [row] = await rowsOf(store, "subprocessors");
      await store.review({
        entryId: Number(row?.entry_id),
        decision: "correct",
        field: "countries",
        value: "IE, DE",
        by: "Anna",
      });
      await store.review({
        entryId: Number(row?.entry_id),
        decision: "correct",
        field: "name",
        value: "Sky Ltd",
        by: "Anna",
      });
      expect((await rowsOf(store, "subprocessors"))[0]).toMatchObject({
        name: "Sky Ltd",
        countries: "IE, DE",
        corrected: 1,
        reviewed: 1,
        source_moved: 0,
      });
      expect((await rowsOf(store, "quotes"))[0]).toMatchObject({ field: "name", quote: "Sky Inc." });
      expect(await rowsOf(store, "transfers_outside_eea")).toEqual([]);
      expect((await store.heldReading("lists/a.txt"))?.entries[0]).toEqual(cloud);

      await store.ingest(madeReading(B, [{ ...cloud, purpose: "Backup" }]), B);
      expect((await rowsOf(store, "subprocessors"))[0]).toMatchObject({
        name: "Sky Ltd",
        countries: "IE, DE",
        purpose: "Backup",
        source_moved: 0,
      });
      const C = madeSnapshot("lists/a.txt", "third", "2026-06-01T08:00:00.000Z");
      await store.ingest(madeReading(C, [{ ...cloud, countries: ["SE"] }]), C);
      expect((await rowsOf(store, "subprocessors"))[0]).toMatchObject({
        countries: "IE, DE",
        source_moved: 1,
        reviewed: 0,
      });
      expect(await rowsOf(store, "needs_review")).toMatchObject([
        { kind: "correction", field: "countries", reason: "source_moved" },
      ]);
    });

    withStore("keeps a rejected entry out, for ever", async (store) => {
      await store.ingest(madeReading(A, [postmark, cloud]), A);
      const row = (await rowsOf(store, "subprocessors")).find(({ name }) => name === "Sky Inc.");
      await store.review({ entryId: Number(row?.entry_id), decision: "reject", by: "Bo" });
      await store.ingest(madeReading(B, [postmark, cloud]), B);
      expect(names(await rowsOf(store, "subprocessors"))).toEqual(["Postkontoret ApS"]);
      expect(names(await rowsOf(store, "subprocessor_history"))).toEqual(["Postkontoret ApS"]);
    });

    withStore("links a written name to a company when a person says so, also in later lists", async (store) => {
      await store.ingest(madeReading(A, [cloud]), A);
      const [row] = await rowsOf(store, "subprocessors");
      await store.review({
        entryId: Number(row?.entry_id),
        decision: "correct",
        field: "entity",
        value: "Skyhuset",
        by: "Anna",
      });
      const other = madeSnapshot("lists/b.txt", "other");
      await store.ingest(madeReading(other, [cloud], { publisher: "Anden AB" }), other);
      expect((await rowsOf(store, "subprocessors")).map(({ company }) => company)).toEqual(["Skyhuset", "Skyhuset"]);
    });

    withStore("gives reviewed documents as labels", async (store) => {
      await store.ingest(madeReading(A, [cloud]), A);
      const collect = async (): Promise<unknown[]> => {
        const found: unknown[] = [];
        for await (const label of store.labels()) found.push(label);
        return found;
      };
      expect(await collect()).toEqual([]);
      const [row] = await rowsOf(store, "subprocessors");
      await store.review({ entryId: Number(row?.entry_id), decision: "accept", by: "Bo" });
      expect(await collect()).toMatchObject([
        { source: "lists/a.txt", reviewed_by: ["Bo"], entries: [{ name: "Sky Inc.", countries: ["US"] }] },
      ]);
    });

    withStore("moves a source to the supplier that a person names", async (store) => {
      await store.ingest(madeReading(A, [cloud], { publisher: null }), A);
      expect((await rowsOf(store, "subprocessors"))[0]?.supplier).toBe("lists/a.txt");
      await store.ingest(madeReading(A, [cloud], { publisher: null }), A, { vendor: "Kunde ApS" });
      expect((await rowsOf(store, "subprocessors"))[0]?.supplier).toBe("Kunde ApS");
      expect((await rowsOf(store, "transfers_outside_eea"))[0]?.supplier).toBe("Kunde ApS");
      expect(await rowsOf(store, "company_use")).toMatchObject([{ supplier: "Kunde ApS", company: "Sky Inc." }]);
    });

    withStore("keeps changes with their quotes", async (store) => {
      await store.ingest(madeReading(A, [cloud]), A);
      const change: Change = {
        kind: "changed",
        name: "Sky Inc.",
        key: "sky inc.",
        field: "countries",
        before: ["US"],
        after: ["IE"],
        cause: "source",
        severity: "high",
        reason: "new country",
        evidence_before: [],
        evidence_after: cloud.evidence,
      };
      await store.ingest(madeReading(B, [{ ...cloud, countries: ["IE"] }]), B, { changes: [change] });
      expect(await rowsOf(store, "changes")).toMatchObject([
        {
          kind: "changed",
          name: "Sky Inc.",
          before: "US",
          after: "IE",
          quote_after: "Sky Inc.",
          at: "2026-05-01T08:00:00Z",
        },
      ]);
    });

    withStore("shows a supplier with its entries, and a company with who uses it", async (store) => {
      await store.ingest(madeReading(A, [postmark, { ...cloud, entity: "sky" }]), A);
      const supplier = await store.show("eksempel a/s");
      expect(supplier.listed.map(({ entry }) => entry.name)).toEqual(["Postkontoret ApS", "Sky Inc."]);
      const company = await store.show("sky");
      expect(company.used_by).toMatchObject([{ supplier: "Eksempel A/S", entry: { name: "Sky Inc." } }]);
      expect((await store.show("postkontoret")).used_by).toHaveLength(1);
      expect(await store.show('x" OR name:*')).toEqual({ suppliers: [], listed: [], used_by: [], similar: [] });
    });

    withStore("refuses a view or column that there is none of", async (store) => {
      await expect(rowsOf(store, "entry; DROP TABLE entry")).rejects.toMatchObject({ code: "usage/bad-option" });
      await expect(
        store
          .rows("subprocessors", { where: { '"x"': 1 } })
          [Symbol.asyncIterator]()
          .next(),
      ).rejects.toMatchObject({ code: "usage/bad-option" });
    });

    withStore("finds nothing wrong with itself", async (store) => {
      await store.ingest(madeReading(A, [postmark, cloud]), A);
      expect(await store.check()).toMatchObject({ integrity: [], suppliers: 1, sources: 1, entries: 2 });
    });
  });
}
