/** What known models cost per million tokens, from data/llm-prices.json. Unknown models have no price. */
import { z } from "zod";
import { lazyData } from "./load.js";

const price = z.strictObject({ input: z.number().min(0), output: z.number().min(0) });
const file = lazyData(
  "llm-prices.json",
  z.strictObject({ source: z.string(), currency: z.string(), models: z.record(z.string(), price) }),
);

export function knownPrice(model: string): { input: number; output: number; currency: string } | null {
  const { models, currency } = file();
  const found = Object.hasOwn(models, model) ? models[model] : undefined;
  return found ? { ...found, currency } : null;
}
