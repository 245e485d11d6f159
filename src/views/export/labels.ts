/**
 * Reviewed documents as the evaluation reads them: docs/<stem>.<extension> with the bytes, gold/<stem>.json with what people
 * let stand. The stem is made from the bytes' hash: names of files and pages never become paths.
 */
import { mkdir, writeFile } from "node:fs/promises";
import { extname, join } from "node:path";
import type { Store } from "../../store/store.js";

export async function writeLabelledDocuments(store: Store, folder: string): Promise<number> {
  await mkdir(join(folder, "docs"), { recursive: true });
  await mkdir(join(folder, "gold"), { recursive: true });
  let count = 0;
  for await (const label of store.labels()) {
    const bytes = label.snapshot === null ? null : await store.snapshotBytes(label.snapshot);
    if (bytes === null || label.snapshot === null) continue;
    const stem = label.snapshot.replace("sha256:", "").slice(0, 16);
    await writeFile(join(folder, "docs", `${stem}${safeExtension(label.source)}`), bytes);
    await writeFile(join(folder, "gold", `${stem}.json`), `${JSON.stringify(label, null, 2)}\n`);
    count++;
  }
  return count;
}

const safeExtension = (source: string): string =>
  /^\.[a-z0-9]{1,5}$/iu.exec(extname(source))?.[0].toLowerCase() ?? ".html";
