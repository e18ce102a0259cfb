const { dest, src } = require('gulp');

/** Copies what tsc leaves behind (icons, codex files, output schemas) next to the compiled nodes. */
function assets() {
	return src(['nodes/**/*.svg', 'nodes/**/*.node.json', 'nodes/**/__schema__/**/*.json'], {
		base: '.',
		encoding: false,
	}).pipe(dest('dist'));
}

exports['build:assets'] = assets;
