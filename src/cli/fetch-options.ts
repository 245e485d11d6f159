/** The options of every command that asks servers, and the settings they make. */
import type { Command, Option } from "commander";
import type { FetchSettings } from "../source/fetch-settings.js";
import { type LimitOptions, limitsOption } from "./limit-options.js";
import { flagOption, settingOption } from "./options.js";

export interface FetchOptions extends LimitOptions {
  readonly concurrency: number;
  readonly pause?: number;
  readonly fetchTimeout: number;
  readonly contact?: string;
  readonly allowPrivateNetwork?: boolean;
  readonly ignoreRobots?: boolean;
}

export const privateNetworkOption = (): Option =>
  flagOption("--allow-private-network", "ask servers in your own network too", "UNDERLAG_ALLOW_PRIVATE_NETWORK");

export function withFetchOptions(command: Command): Command {
  return command
    .addOption(settingOption("concurrency"))
    .addOption(settingOption("pause"))
    .addOption(settingOption("fetchTimeout"))
    .addOption(settingOption("contact"))
    .addOption(settingOption("maxBytes"))
    .addOption(limitsOption())
    .addOption(privateNetworkOption())
    .addOption(
      flagOption(
        "--ignore-robots",
        "ask what a site's robots.txt disallows: only where you may",
        "UNDERLAG_IGNORE_ROBOTS",
      ),
    );
}

export async function fetchSettings(options: FetchOptions, version: string): Promise<FetchSettings> {
  const { DEFAULT_FETCH_SETTINGS: base, userAgentOf } = await import("../source/fetch-settings.js");
  const { proxyFromEnvironment } = await import("../source/proxy.js");
  const pauseMs = options.pause === undefined ? null : options.pause * 1000;
  return {
    ...base,
    limits: {
      ...base.limits,
      totalMs: options.fetchTimeout * 1000,
      maxWireBytes: options.maxBytes,
      maxDecodedBytes: options.maxBytes * 2,
    },
    manners: {
      ...base.manners,
      userAgent: userAgentOf(version, options.contact ?? null),
      obeyRobots: options.ignoreRobots !== true,
      concurrency: Math.max(1, Math.floor(options.concurrency)),
      ...(pauseMs === null ? {} : { pauseMs, loopbackPauseMs: pauseMs }),
    },
    addresses: { ...base.addresses, allowPrivateNetwork: options.allowPrivateNetwork === true },
    proxy: proxyFromEnvironment(process.env),
  };
}
