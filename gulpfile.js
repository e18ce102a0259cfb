const { Transform } = require('node:stream');

const { dest, parallel, src } = require('gulp');

/** Copies what tsc leaves behind (icons, codex files) next to the compiled nodes. */
function assets() {
	return src(['nodes/**/*.svg', 'nodes/**/*.node.json'], { base: '.', encoding: false }).pipe(
		dest('dist'),
	);
}

/** Takes the indentation out of the compiled files: it is a twentieth of the package. No text of ours spans lines. */
function unindent() {
	return src('dist/**/*.js').pipe(eachFile(withoutIndentation)).pipe(dest('dist'));
}

const withoutIndentation = (text) => text.replace(/^ +/gm, '');

/** Copies the output schemas on one line each: they are many. */
function compactSchemas() {
	return src('nodes/**/__schema__/**/*.json', { base: '.' })
		.pipe(eachFile((text) => JSON.stringify(JSON.parse(text))))
		.pipe(dest('dist'));
}

const eachFile = (change) =>
	new Transform({
		objectMode: true,
		transform(file, _encoding, done) {
			file.contents = Buffer.from(change(file.contents.toString()));
			done(null, file);
		},
	});

exports.build = parallel(assets, compactSchemas, unindent);
