/**
 * Where a model is to be asked, from settings and the environment: OPENAI_API_KEY, OPENAI_BASE_URL, UNDERLAG_LLM_MODEL, and for Azure
 * AZURE_OPENAI_ENDPOINT with OPENAI_API_VERSION. Loads nothing, so that a run without a model costs nothing.
 *
 * Errors  usage/bad-option for an address that is none.
 */
import { UnderlagError } from "../../errors.js";
import type { LlmEndpoint } from "./options.js";

/** null where no key and no address is set, or no model is named. An address that is given outweighs Azure's. */
export function endpointFrom(
  environment: Readonly<Record<string, string | undefined>>,
  given: Partial<LlmEndpoint> = {},
): LlmEndpoint | null {
  const apiKey = given.apiKey ?? said(environment.OPENAI_API_KEY);
  const baseURL = given.baseURL ?? said(environment.OPENAI_BASE_URL);
  const model = given.model ?? said(environment.UNDERLAG_LLM_MODEL);
  const azure = given.azure ?? (baseURL === undefined ? azureFrom(environment) : undefined);
  if (model === undefined || (apiKey === undefined && baseURL === undefined)) return null;
  for (const address of [baseURL, azure?.endpoint]) if (address !== undefined) checkAddress(address);
  return {
    model,
    ...(apiKey === undefined ? {} : { apiKey }),
    ...(baseURL === undefined ? {} : { baseURL }),
    ...(azure === undefined ? {} : { azure }),
  };
}

const said = (value: string | undefined): string | undefined => value?.trim() || undefined;

function azureFrom(environment: Readonly<Record<string, string | undefined>>): LlmEndpoint["azure"] {
  const endpoint = said(environment.AZURE_OPENAI_ENDPOINT);
  return endpoint ? { endpoint, apiVersion: said(environment.OPENAI_API_VERSION) ?? "2024-10-21" } : undefined;
}

function checkAddress(address: string): void {
  if (URL.canParse(address) && /^https?:$/u.test(new URL(address).protocol)) return;
  throw new UnderlagError("usage/bad-option", `Cannot ask a model at "${address}": it is no web address`, { address });
}
