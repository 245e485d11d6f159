/** The caps on what one document may cost, as options of every command that reads documents. */
import { InvalidArgumentError, type Option } from "commander";
import type { DocumentLimits } from "../document/reader.js";
import { SETTINGS } from "../settings.js";
import { settingOption } from "./options.js";

export interface LimitOptions {
  readonly maxBytes: number;
  readonly limits?: Partial<DocumentLimits>;
}

export const limitsOption = (): Option => settingOption("limits").argParser(readLimits);

/** @param grown  How many times larger than on the wire a document may be once it is unpacked. */
export const limitsOf = ({ maxBytes, limits }: LimitOptions, grown = 1): Partial<DocumentLimits> => ({
  ...limits,
  maxBytes: maxBytes * grown,
});

/** "maxSeconds=120,maxPages=5000" */
function readLimits(given: string): Partial<DocumentLimits> {
  const names: readonly string[] = SETTINGS.limits.choices;
  return Object.fromEntries(
    given.split(",").map((part) => {
      const [name = "", value = ""] = part.split("=").map((word) => word.trim());
      if (!names.includes(name) || !/^[1-9]\d{0,11}$/u.test(value))
        throw new InvalidArgumentError(`"${part}" is no limit: write a name and a number, as in ${names[0]}=120`);
      return [name, Number(value)];
    }),
  );
}
