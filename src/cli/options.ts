/** Settings as options of a command: flag, default, environment name and parser from the one table. */
import { InvalidArgumentError, Option } from "commander";
import { readSetting, SETTINGS, type Setting, type SettingName } from "../settings.js";

export function settingOption(name: SettingName): Option {
  const setting: Setting = SETTINGS[name];
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

export const formatOption = (choices: readonly string[], fallback: string): Option =>
  new Option("--format <format>", "how to print").choices([...choices]).default(fallback);
