const { configs } = require('@n8n/eslint-plugin-community-nodes');

const plugins = ['n8n-nodes-base', '@n8n/community-nodes'];
const communityRules = configs.recommended.rules;

/**
 * n8n's own command line (`n8n-node lint`) and its package scanner switch the same rules off:
 * each contradicts a newer rule of @n8n/community-nodes or today's shape of `inputs`/`outputs`.
 */
const offInCredentials = {
	'n8n-nodes-base/cred-class-field-documentation-url-miscased': 'off', // wants a slug, community nodes need a full URL
	'n8n-nodes-base/cred-class-field-type-options-password-missing': 'off', // replaced by credential-password-field
};
const offInNodes = {
	'n8n-nodes-base/node-class-description-inputs-wrong-regular-node': 'off', // does not know NodeConnectionTypes
	'n8n-nodes-base/node-class-description-outputs-wrong': 'off', // does not know NodeConnectionTypes
	'n8n-nodes-base/node-param-type-options-max-value-present': 'off', // n8n allows a maximum for numbers
};

module.exports = {
	root: true,
	env: { es2022: true, node: true },
	parser: '@typescript-eslint/parser',
	parserOptions: { sourceType: 'module', extraFileExtensions: ['.json'] },
	ignorePatterns: ['dist/**', 'node_modules/**', '*.js'],
	reportUnusedDisableDirectives: true,
	overrides: [
		{
			files: ['package.json'],
			plugins,
			extends: ['plugin:n8n-nodes-base/community'],
			rules: communityRules,
		},
		{
			files: ['credentials/**/*.ts'],
			plugins,
			extends: ['plugin:n8n-nodes-base/credentials'],
			rules: { ...communityRules, ...offInCredentials },
		},
		{
			files: ['nodes/**/*.ts'],
			plugins,
			extends: ['plugin:n8n-nodes-base/nodes'],
			rules: { ...communityRules, ...offInNodes, 'no-console': 'error' },
		},
	],
};
