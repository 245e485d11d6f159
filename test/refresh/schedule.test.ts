/** The order of a night: places, waits, and what a night of many hosts holds at once. */
import { expect, test } from "vitest";
import { linesByHost, visitAll } from "../../src/refresh/schedule.js";

const pages = (hosts: number) =>
  linesByHost(Array.from({ length: hosts }, (_, n) => ({ address: `https://h${n}.example/` })));
const soon = (): Promise<void> => new Promise((resume) => setImmediate(resume));

test("visitAll() begins with a host when its turn is near, however many there are", async () => {
  let [begun, done, ahead] = [0, 0, 0];
  const visit = async (): Promise<null> => {
    await soon();
    ahead = Math.max(ahead, begun - done++);
    return null;
  };
  const readyAt = (): number => {
    begun++;
    return 0;
  };
  await visitAll(pages(500), { concurrency: 4, readyAt, visit });
  expect(done).toBe(500);
  expect(ahead).toBeLessThanOrEqual(12);
});

test("visitAll() goes on with other hosts while one has to wait", async () => {
  const order: string[] = [];
  const visit = async ({ address }: { address: string }, attempt: number): Promise<number | null> => {
    order.push(address);
    return address === "https://h0.example/" && attempt === 1 ? 30 : null;
  };
  await visitAll(pages(20), { concurrency: 1, readyAt: () => 0, visit });
  expect(order).toHaveLength(21);
  expect(order.lastIndexOf("https://h0.example/")).toBe(20);
});

test("visitAll() throws what a visit threw, and begins nothing more", async () => {
  let begun = 0;
  const visit = async (): Promise<null> => {
    begun++;
    await soon();
    throw new Error("the disk is full");
  };
  await expect(visitAll(pages(100), { concurrency: 3, readyAt: () => 0, visit })).rejects.toThrow("the disk is full");
  expect(begun).toBeLessThanOrEqual(6);
});
