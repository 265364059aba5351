// Counts in a file for the summary of all steps; and mocha's usual output, or only its failures where steps run side
// by side. A .cjs file, because that is how mocha loads reporters.
const { writeFileSync } = require("node:fs");
const { reporters } = require("mocha");

module.exports = function report(runner, options) {
  const { file, failuresOnly } = options.reporterOptions;
  const reporter = failuresOnly ? new reporters.Base(runner, options) : new reporters.Spec(runner, options);
  const skipped = [];
  const failures = [];
  runner.on("pending", (test) => skipped.push(test.fullTitle()));
  runner.on("fail", (test, error) => failures.push(`${test.fullTitle()}: ${String(error?.message ?? error)}`));
  runner.once("end", () => {
    if (failuresOnly) reporter.epilogue();
    const counts = { passed: reporter.stats.passes, failed: reporter.stats.failures };
    writeFileSync(file, JSON.stringify({ ...counts, skipped, failures }));
  });
};
