/** `npm run install-into`: the package of this clone in an n8n that somebody runs already. */
import { existsSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { buildPackage, installInNodesFolder } from './package';

const USAGE = `Usage: npm run install-into -- <n8n folder>

Builds the package and installs it in the n8n whose data is in the folder: ~/.n8n, or in Docker the
volume that is mounted at /home/node/.n8n. Restart n8n afterwards.`;

/** What n8n writes into its folder when it starts for the first time. */
const WRITTEN_BY_N8N = ['config', 'database.sqlite', 'nodes'];

/**
 * The folder in which n8n keeps its data, given itself or as the folder around it.
 *
 * @throws Error that says which folder is meant
 */
function n8nFolder(given: string): string {
	const folder = resolve(given);
	const candidates = basename(folder) === '.n8n' ? [folder] : [join(folder, '.n8n'), folder];
	const found = candidates.find((candidate) =>
		WRITTEN_BY_N8N.some((name) => existsSync(join(candidate, name))),
	);
	if (found === undefined) {
		throw new Error(
			`${folder} is not a folder of n8n: it holds none of ${WRITTEN_BY_N8N.join(', ')}. n8n keeps its data in ~/.n8n, unless N8N_USER_FOLDER names another folder; start n8n once, and it makes it.`,
		);
	}
	return found;
}

async function main(): Promise<void> {
	const { values, positionals } = parseArgs({
		options: { help: { type: 'boolean', short: 'h' } },
		allowPositionals: true,
	});
	if (values.help) return console.log(USAGE);
	if (positionals.length !== 1) throw new Error(USAGE);
	const folder = join(n8nFolder(positionals[0]), 'nodes');
	await buildPackage();
	await installInNodesFolder(folder);
	console.log(
		`Installed n8n-nodes-segment in ${folder}. Restart n8n, add a node, and search for "segment".`,
	);
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : String(error));
	process.exitCode = 1;
});
