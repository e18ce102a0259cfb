/** The last line of a test run, for people and programs alike: below Jest's own summary. */
class Summary {
	onRunComplete(_contexts, { numPassedTests, numFailedTests, numRuntimeErrorTestSuites }) {
		const failed = numFailedTests + numRuntimeErrorTestSuites;
		process.once('exit', () => console.log(`${numPassedTests} passed, ${failed} failed`));
	}
}

module.exports = Summary;
