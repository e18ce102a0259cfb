/** @type {import('jest').Config} */
const shared = {
	testEnvironment: 'node',
	// ts-jest only strips the types here; `npm run lint` checks them once for the whole tree
	transform: {
		'^.+\\.ts$': ['ts-jest', { tsconfig: 'test/tsconfig.json' }],
	},
	modulePathIgnorePatterns: [
		'<rootDir>/dist/',
		'<rootDir>/test/support/n8n/',
		'<rootDir>/.n8n-user/',
	],
	setupFiles: ['<rootDir>/test/support/environment.ts'],
};

/** @type {import('jest').Config} */
module.exports = {
	// `npm test` runs all but faults and values, which take a minute each: `npm run test:faults`
	projects: ['unit', 'engine', 'stand-in', 'faults', 'values'].map((name) => ({
		...shared,
		displayName: name,
		testMatch: [`<rootDir>/test/${name}/**/*.test.ts`],
	})),
	maxWorkers: 2,
	// what takes half a second can take ten on a busy machine
	testTimeout: 30_000,
	reporters: ['default', '<rootDir>/test/support/summary.js'],
};
