/** `npm run test:package`: the built package as npm would publish it. Run by Node.js's own test runner, because n8n's scanner is an ES module. */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { after, before, describe, test } from 'node:test';

import { buildPackage, packPackage, REPOSITORY } from '../support/n8n/package';
import { run } from '../support/n8n/processes';

interface Scanner {
	SOURCE_FILE_PATTERNS: string[];
	analyzePackage(
		folder: string,
		patterns: string[],
	): Promise<{ passed: boolean; message?: string; details?: string }>;
}
const SCANNER = '@n8n/scan-community-package/scanner/scanner.mjs';

/** Half of it is the words of the forms; n8n installs it in a moment all the same. */
const LIMIT_BYTES = 240 * 1024;
const BESIDE_DIST = ['LICENSE', 'README.md', 'package.json'];
/** All that n8n provides to a community node, and all that n8n allows one to use. */
const REQUIRABLE = ['n8n-workflow', 'node:crypto'];

describe('the package', () => {
	let folder: string;
	let tarball: string;
	let unpacked: string;
	let files: string[];
	const read = async (file: string) => await readFile(join(unpacked, file), 'utf8');

	before(async () => {
		folder = await mkdtemp(join(tmpdir(), 'n8n-nodes-segment-package-'));
		await buildPackage();
		tarball = await packPackage(folder);
		await run('tar', ['-xzf', tarball, '-C', folder]);
		unpacked = join(folder, 'package');
		const entries = await readdir(unpacked, { recursive: true, withFileTypes: true });
		files = entries
			.filter((entry) => entry.isFile())
			.map((entry) => relative(unpacked, join(entry.parentPath, entry.name)))
			.sort();
	});
	after(async () => await rm(folder, { recursive: true, force: true }));

	test('holds dist and the four files that belong beside it', () => {
		assert.deepEqual(
			files.filter((file) => !file.startsWith('dist/')),
			BESIDE_DIST,
		);
	});

	test('holds nothing in dist but code, icons, codex files and output schemas', () => {
		const others = files.filter(
			(file) =>
				file.startsWith('dist/') &&
				!/^dist\/(nodes|credentials)\/.+\.(js|svg)$|\.node\.json$|\/__schema__\/.+\.json$/.test(
					file,
				),
		);
		assert.deepEqual(others, []);
	});

	test('is under 240 KB', async () => {
		const { size } = await stat(tarball);
		assert.ok(size < LIMIT_BYTES, `${size} bytes`);
	});

	test('has every node and credential that package.json names', async () => {
		const { n8n } = JSON.parse(await read('package.json')) as {
			n8n: { nodes: string[]; credentials: string[] };
		};
		const missing = [...n8n.nodes, ...n8n.credentials].filter((file) => !files.includes(file));
		assert.deepEqual(missing, []);
	});

	test('has no paths of the machine that built it', async () => {
		for (const file of files) {
			const text = await read(file);
			for (const path of [REPOSITORY, homedir(), tmpdir()]) {
				assert.ok(!text.includes(`${path}/`), `${file} contains ${path}`);
			}
		}
	});

	test('requires only its own files and what n8n provides', async () => {
		for (const file of files.filter((name) => name.endsWith('.js'))) {
			for (const [, wanted] of (await read(file)).matchAll(
				/\b(?:require|import)\(\s*["'](.+?)["']/g,
			)) {
				if (REQUIRABLE.includes(wanted)) continue;
				assert.match(wanted, /^\.{1,2}\//, `${file} requires ${wanted}`);
				const path = join(unpacked, dirname(file), wanted);
				assert.ok(
					[path, `${path}.js`, join(path, 'index.js')].some((candidate) => existsSync(candidate)),
					`${file} requires ${wanted}, which is not in the package`,
				);
			}
		}
	});

	test('passes n8n’s scanner, as source and as published', async () => {
		const { analyzePackage, SOURCE_FILE_PATTERNS } = (await import(SCANNER)) as Scanner;
		for (const [where, patterns] of [
			[REPOSITORY, SOURCE_FILE_PATTERNS],
			[unpacked, ['**/*.js', 'package.json']],
		] as const) {
			const { passed, message, details } = await analyzePackage(where, [...patterns]);
			assert.ok(passed, [message, details].join('\n'));
		}
	});
});
