/** Settings as options of a command: flag, default, environment name and parser from the one table. */
import { InvalidArgumentError, Option } from "commander";
import { readSetting, SETTINGS, type Setting, type SettingName } from "../settings.js";

export function settingOption(name: SettingName): Option {
  const setting: Setting = SETTINGS[name];
  if (setting.type === "flag") return flagOption(setting.flag, setting.help, setting.environment);
  const option = new Option(setting.flag, setting.unit ? `${setting.help} (${setting.unit})` : setting.help);
  if (setting.default !== undefined) option.default(setting.default);
  if (setting.environment !== undefined) option.env(setting.environment);
  return option.argParser((given: string) => {
    try {
      return readSetting(setting, given);
    } catch (error) {
      throw new InvalidArgumentError(error instanceof Error ? error.message : String(error));
    }
  });
}

/** A flag that a variable may set too. For commander a variable set to "0" is there, so it is not told of one that says no. */
export function flagOption(flag: string, help: string, environment?: string): Option {
  const option = new Option(flag, help);
  const said = environment === undefined ? undefined : process.env[environment];
  return environment === undefined || (said !== undefined && SAYS_NO.test(said)) ? option : option.env(environment);
}

const SAYS_NO = /^(?:|0|false|no|off)$/iu;

export const formatOption = (choices: readonly string[], fallback: string): Option =>
  new Option("--format <format>", "how to print").choices([...choices]).default(fallback);
