/** The memory of a process as the system counts it: resident pages, which hold typed arrays as well as objects. */
import { readFile } from "node:fs/promises";

/** Megabytes; null where the system does not tell, or the process has gone. */
export async function residentMegabytes(pid: number): Promise<number | null> {
  try {
    const status = await readFile(`/proc/${pid}/status`, "latin1");
    const kilobytes = /^VmRSS:\s+(\d+) kB$/mu.exec(status)?.[1];
    return kilobytes === undefined ? null : Number(kilobytes) / 1024;
  } catch {
    return null;
  }
}
