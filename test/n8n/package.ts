import { copyFile, mkdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';

import { lock } from 'proper-lockfile';

import { run } from './processes';

export const REPOSITORY = join(__dirname, '../..');
const STALE_LOCK_MS = 20_000;

/**
 * Builds this clone and packs it as npm would publish it. Two callers at once take turns, because
 * a build begins with emptying `dist`.
 *
 * @returns the path of the tarball
 */
export async function buildTarball(intoFolder: string): Promise<string> {
	const unlock = await lock(REPOSITORY, {
		lockfilePath: join(REPOSITORY, 'node_modules/.build.lock'),
		stale: STALE_LOCK_MS,
		retries: { forever: true, minTimeout: 500, maxTimeout: 500 },
	});
	try {
		await run('npm', ['run', '--silent', 'build'], { cwd: REPOSITORY });
		await mkdir(intoFolder, { recursive: true });
		const answer = await run(
			'npm',
			['pack', '--json', '--ignore-scripts', `--pack-destination=${intoFolder}`],
			{ cwd: REPOSITORY },
		);
		const [{ filename }] = JSON.parse(answer) as Array<{ filename: string }>;
		return join(intoFolder, filename);
	} finally {
		await unlock();
	}
}

/** Where n8n looks for community packages. */
export const nodesFolder = (userFolder: string): string => join(userFolder, '.n8n/nodes');

/**
 * Installs a tarball in the user folder of an n8n, the manual way of n8n's documentation:
 * `npm install` in `.n8n/nodes`. The tarball stays beside it, so that whatever is installed there
 * later finds it again.
 */
export async function installPackage(tarball: string, userFolder: string): Promise<void> {
	const folder = nodesFolder(userFolder);
	await mkdir(folder, { recursive: true });
	await copyFile(tarball, join(folder, basename(tarball)));
	// npm would keep what a tarball of the same name and version left behind
	await rm(join(folder, 'node_modules/n8n-nodes-segment'), { recursive: true, force: true });
	await run(
		'npm',
		[
			...['install', `./${basename(tarball)}`, '--ignore-scripts', '--no-audit', '--no-fund'],
			// n8n itself provides n8n-workflow
			...['--legacy-peer-deps', '--no-package-lock', `--prefix=${folder}`],
		],
		{ cwd: folder },
	);
}
