const { Transform } = require('node:stream');

const { dest, parallel, src } = require('gulp');

/** Copies what tsc leaves behind (icons, codex files, output schemas) next to the compiled nodes. */
function assets() {
	return src(['nodes/**/*.svg', 'nodes/**/*.node.json', 'nodes/**/__schema__/**/*.json'], {
		base: '.',
		encoding: false,
	}).pipe(dest('dist'));
}

/** Takes the indentation out of the compiled files: it is a twentieth of the package. No text of ours spans lines. */
function unindent() {
	return src('dist/**/*.js').pipe(eachFile(withoutIndentation)).pipe(dest('dist'));
}

const withoutIndentation = (text) => text.replace(/^ +/gm, '');

const eachFile = (change) =>
	new Transform({
		objectMode: true,
		transform(file, _encoding, done) {
			file.contents = Buffer.from(change(file.contents.toString()));
			done(null, file);
		},
	});

exports.build = parallel(assets, unindent);
