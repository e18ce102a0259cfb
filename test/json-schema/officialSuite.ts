/**
 * `npm run test:json-schema -- FOLDER`: the official JSON-Schema-Test-Suite for draft 7, in the folder
 * of a copy of it (no package of npm has that draft), against the package's own check. What is left
 * out is named here, and must not be less than that either.
 */
import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';

import { compileSchema } from '../../nodes/shared/jsonSchema/compile';

/** By file, and where not all of it is meant, by the name of the group. */
const LEFT_OUT: Array<[file: RegExp, group: RegExp, reason: string]> = [
	[/^refRemote\.json$/, /./, 'other documents are not fetched'],
	[
		/^(ref|definitions)\.json$/,
		/^(remote ref|validate definition)/,
		'other documents are not fetched',
	],
	[/^optional\/cross-draft\.json$/, /./, 'other documents are not fetched'],
	[/^optional\/content\.json$/, /./, 'contentEncoding and contentMediaType are not checked'],
	[
		/^optional\/ecmascript-regex\.json$/,
		/\\[sS] matches/,
		'\\s is read as Segment does: ASCII alone',
	],
	[/^optional\/format\/idn-hostname\.json$/, /./, 'idn-hostname needs the tables of IDNA'],
	[/^optional\/format\/hostname\.json$/, /punycode/, 'Punycode needs the tables of IDNA'],
];

interface Group {
	description: string;
	schema: unknown;
	tests: Array<{ description: string; data: unknown; valid: boolean }>;
}

async function run(folder: string): Promise<number> {
	const root = join(folder, 'tests', 'draft7');
	const entries = await readdir(root, { recursive: true, withFileTypes: true });
	const files = entries.filter(({ name }) => name.endsWith('.json'));
	const unexpected: string[] = [];
	const left = new Map<string, number>();
	let passed = 0;
	for (const { parentPath, name } of files) {
		const file = relative(root, join(parentPath, name));
		const groups = JSON.parse(await readFile(join(parentPath, name), 'utf8')) as Group[];
		for (const { description: group, schema, tests } of groups) {
			const reason = LEFT_OUT.find(([where, which]) => where.test(file) && which.test(group))?.[2];
			for (const { description, data, valid } of tests) {
				if (isValid(schema, data) === valid) passed++;
				else if (reason) left.set(reason, (left.get(reason) ?? 0) + 1);
				else unexpected.push(`${file}: ${group}: ${description}`);
			}
		}
	}
	for (const line of unexpected) console.error(`✗ ${line}`);
	for (const [reason, count] of left) console.log(`left out, ${count}: ${reason}`);
	console.log(`${passed} passed, ${unexpected.length} failed`);
	return passed > 0 && unexpected.length === 0 ? 0 : 1;
}

/** Undefined where the schema itself cannot be used. */
function isValid(schema: unknown, data: unknown): boolean | undefined {
	try {
		return compileSchema(schema)(data).length === 0;
	} catch {
		return undefined;
	}
}

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('Give the folder of a copy of JSON-Schema-Test-Suite');
void run(folder).then((code) => (process.exitCode = code));
