const { Transform } = require('node:stream');

const { dest, parallel, src } = require('gulp');

/** Copies what tsc leaves behind (icons, codex files) next to the compiled nodes. */
function assets() {
	return src(['nodes/**/*.svg', 'nodes/**/*.node.json'], { base: '.', encoding: false }).pipe(
		dest('dist'),
	);
}

/** Takes out of the compiled files what makes a fifteenth of the package, and nothing of what they do. */
function compactCode() {
	return src('dist/**/*.js').pipe(eachFile(compacted)).pipe(dest('dist'));
}

const compacted = (text) =>
	text
		// indentation: no text of ours spans lines
		.replace(/^ +/gm, '')
		// calls of imported functions without `this`, for which none of them asks
		.replace(/\(0, (\w+\.\w+)\)(?=\()/g, '$1')
		// what is exported, before it is
		.replace(/^(exports\.\w+ = )+void 0;\n/gm, '');

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

exports.build = parallel(assets, compactSchemas, compactCode);
