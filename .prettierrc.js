module.exports = {
	useTabs: true,
	tabWidth: 2,
	singleQuote: true,
	trailingComma: 'all',
	semi: true,
	bracketSpacing: true,
	arrowParens: 'always',
	endOfLine: 'lf',
	printWidth: 100,
	overrides: [{ files: ['*.yml', '*.md'], options: { useTabs: false } }],
};
