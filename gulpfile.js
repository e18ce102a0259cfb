const { Transform } = require('node:stream');

const { dest, parallel, src } = require('gulp');

/** Copies what tsc leaves behind (icons, codex files, output schemas) next to the compiled nodes. */
function assets() {
	return src(['nodes/**/*.svg', 'nodes/**/*.node.json', 'nodes/**/__schema__/**/*.json'], {
		base: '.',
		encoding: false,
	}).pipe(dest('dist'));
}

/** Indents the compiled files by tabs, as the sources are: tsc's spaces make the package larger. */
function tabs() {
	return src('dist/**/*.js').pipe(eachFile(withTabs)).pipe(dest('dist'));
}

const withTabs = (text) => text.replace(/^(?: {4})+/gm, (spaces) => '\t'.repeat(spaces.length / 4));

const eachFile = (change) =>
	new Transform({
		objectMode: true,
		transform(file, _encoding, done) {
			file.contents = Buffer.from(change(file.contents.toString()));
			done(null, file);
		},
	});

exports.build = parallel(assets, tabs);
