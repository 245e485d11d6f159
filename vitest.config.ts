/** The tests. UNDERLAG_TEST_RESULTS names a file for the report that .ci/run counts. */
import { defineConfig } from "vitest/config";

const results = process.env.UNDERLAG_TEST_RESULTS;

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: ["test/build.ts"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    reporters: results ? ["default", ["json", { outputFile: results }]] : ["default"],
  },
});
