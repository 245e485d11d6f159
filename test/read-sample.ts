/** Reads one file with the whole pipeline, for tests: the reading, and the text its spans point into. */
import type { Reading } from "../src/model/reading.js";

export interface SampleReading {
  readonly reading: Reading;
  readonly text: string;
}

export async function readSample(path: string): Promise<SampleReading> {
  const pipeline = new URL("../src/pipeline.ts", import.meta.url).href;
  const { readFile } = await import("node:fs/promises");
  void pipeline;
  void readFile;
  throw new Error(`Cannot read "${path}" before the pipeline is there`);
}
