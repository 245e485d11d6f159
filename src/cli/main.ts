#!/usr/bin/env node
/** The program `underlag`: see program.ts. */
import { quietOnBrokenPipe } from "./output.js";
import { run } from "./program.js";

quietOnBrokenPipe();
process.exitCode = await run(process.argv.slice(2));
