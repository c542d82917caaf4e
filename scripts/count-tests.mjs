/**
 * Prints "N passed, N failed, N skipped" from Vitest's JSON report and exits 1 when anything failed or nothing ran.
 * Usage: node scripts/count-tests.mjs REPORT TEST_EXIT_CODE CHECK_EXIT_CODE
 */
import { readFileSync } from 'node:fs';

const [reportPath = '', testExit = '1', checkExit = '1'] = process.argv.slice(2);

function readReport(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    process.stderr.write(`no test report: ${error instanceof Error ? error.message : String(error)}\n`);
    return {};
  }
}

const report = readReport(reportPath);
const brokenFiles = (report.testResults ?? []).filter((file) => file.status === 'failed' && file.assertionResults.length === 0).length;
const passed = report.numPassedTests ?? 0;
const failedTests = (report.numFailedTests ?? 0) + brokenFiles;
// A run that ends badly without a failed test (a crash, an unhandled error) and a broken house rule count as one failure each.
const failed = failedTests + (failedTests === 0 && testExit !== '0' ? 1 : 0) + (checkExit !== '0' ? 1 : 0);
const skipped = (report.numPendingTests ?? 0) + (report.numTodoTests ?? 0);
process.stdout.write(`${passed} passed, ${failed} failed, ${skipped} skipped\n`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
