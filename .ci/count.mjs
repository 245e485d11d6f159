/**
 * node .ci/count.mjs RESULTS EXIT: "passed failed" of a vitest run, from its JSON report.
 *
 * A file that cannot even be loaded counts as one failure, and so does a run that ended badly without naming a test.
 */
import { readFileSync } from "node:fs";

const [path, exit] = process.argv.slice(2);
const { passed, failed } = count(path);
console.log(`${passed} ${failed === 0 && exit !== "0" ? 1 : failed}`);

function count(file) {
  try {
    const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(file, "utf8"));
    const unloaded = testResults.filter(({ status, assertionResults }) => status === "failed" && !assertionResults.some(isFailed));
    return { passed: numPassedTests, failed: numFailedTests + unloaded.length };
  } catch (error) {
    console.error(`Cannot count the tests: ${error.message}`);
    return { passed: 0, failed: 1 };
  }
}

function isFailed({ status }) {
  return status === "failed";
}
