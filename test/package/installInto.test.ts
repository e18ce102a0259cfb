/** `npm run install-into -- <n8n folder>`, as its documentation has it. */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';

import { REPOSITORY } from '../support/n8n/package';
import { run } from '../support/n8n/processes';

const installInto = async (...folders: string[]) =>
	await run('npm', ['run', '--silent', 'install-into', '--', ...folders], { cwd: REPOSITORY });

describe('npm run install-into', () => {
	let home: string;

	before(async () => {
		home = await mkdtemp(join(tmpdir(), 'n8n-nodes-segment-into-'));
		await mkdir(join(home, '.n8n'));
		await writeFile(join(home, '.n8n/config'), '{}');
	});
	after(async () => await rm(home, { recursive: true, force: true }));

	for (const [title, folder] of [
		['the folder of n8n', '.n8n'],
		['the folder around it, again', '.'],
	]) {
		test(`installs the package, and nothing else, into ${title}`, async () => {
			const printed = await installInto(join(home, folder));
			const nodes = join(home, '.n8n/nodes');
			assert.match(printed, /Restart n8n/);
			assert.ok(printed.includes(nodes));
			const installed = await readdir(join(nodes, 'node_modules'));
			assert.deepEqual(
				installed.filter((name) => !name.startsWith('.')),
				['n8n-nodes-segment'],
			);
			const packageFolder = join(nodes, 'node_modules/n8n-nodes-segment');
			assert.ok(existsSync(join(packageFolder, 'dist/nodes/Segment/Segment.node.js')));
			const { dependencies } = JSON.parse(await readFile(join(nodes, 'package.json'), 'utf8')) as {
				dependencies: Record<string, string>;
			};
			assert.deepEqual(Object.keys(dependencies), ['n8n-nodes-segment']);
		});
	}

	test('says which folder is meant when it is given another one', async () => {
		const other = join(home, 'other');
		await mkdir(other);
		await assert.rejects(installInto(other), /is not a folder of n8n.+~\/\.n8n/);
		assert.deepEqual(await readdir(other), []);
	});

	test('says how it is used when it is given none', async () => {
		await assert.rejects(installInto(), /Usage: npm run install-into -- <n8n folder>/);
	});
});
