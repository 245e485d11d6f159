/** What known models cost per million tokens, from data/llm-prices.json. Unknown models have no price. */
import { z } from "zod";
import { lazyData } from "./load.js";

const price = z.strictObject({ input: z.number().min(0), output: z.number().min(0) });
const Prices = z.strictObject({
  source: z.string().optional(),
  currency: z.string().min(1),
  models: z.record(z.string(), price),
});
const file = lazyData("llm-prices.json", Prices);

export function knownPrice(model: string): { input: number; output: number; currency: string } | null {
  const { models, currency } = file();
  const found = Object.hasOwn(models, model) ? models[model] : undefined;
  return found ? { ...found, currency } : null;
}

/** A person's own table in the same form, by model. Throws what JSON and the schema throw. */
export function readPrices(text: string): Record<string, { input: number; output: number; currency: string }> {
  const { models, currency } = Prices.parse(JSON.parse(text));
  return Object.fromEntries(Object.entries(models).map(([model, costs]) => [model, { ...costs, currency }]));
}
