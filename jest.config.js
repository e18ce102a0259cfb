/** @type {import('jest').Config} */
const shared = {
	testEnvironment: 'node',
	// ts-jest only strips the types here; `npm run lint` checks them once for the whole tree
	transform: {
		'^.+\\.ts$': ['ts-jest', { tsconfig: 'test/tsconfig.json' }],
	},
	modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/test/n8n/'],
	setupFiles: ['<rootDir>/test/support/environment.ts'],
};

/** @type {import('jest').Config} */
module.exports = {
	projects: ['unit', 'engine', 'stand-in'].map((name) => ({
		...shared,
		displayName: name,
		testMatch: [`<rootDir>/test/${name}/**/*.test.ts`],
	})),
	maxWorkers: 2,
};
