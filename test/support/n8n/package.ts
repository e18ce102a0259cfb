import { mkdir, rm, symlink } from 'node:fs/promises';
import { basename, join } from 'node:path';

import { lock } from 'proper-lockfile';

import type { N8nHome } from './n8n';
import { run } from './processes';

export const REPOSITORY = join(__dirname, '../../..');

/** Compiles the package of this clone into `dist/`. */
export async function buildPackage(): Promise<void> {
	await oneAtATime(async () => {
		await run('npm', ['run', '--silent', 'build'], { cwd: REPOSITORY });
	});
}

/** Packs the built package as npm would publish it, and gives back the path of the tarball. */
export async function packPackage(intoFolder: string): Promise<string> {
	await mkdir(intoFolder, { recursive: true });
	return await oneAtATime(async () => {
		const answer = await run(
			'npm',
			['pack', '--json', '--ignore-scripts', `--pack-destination=${intoFolder}`],
			{ cwd: REPOSITORY },
		);
		const [{ filename }] = JSON.parse(answer) as Array<{ filename: string }>;
		return join(intoFolder, filename);
	});
}

/** A build begins with emptying `dist`, which must not happen while another command packs it. */
async function oneAtATime<T>(work: () => Promise<T>): Promise<T> {
	const unlock = await lock(REPOSITORY, {
		lockfilePath: join(REPOSITORY, 'node_modules/.build.lock'),
		stale: 20_000,
		retries: { forever: true, minTimeout: 500, maxTimeout: 500 },
	});
	try {
		return await work();
	} finally {
		await unlock();
	}
}

/** Where n8n looks for community packages. */
export const nodesFolder = (userFolder: string): string => join(userFolder, '.n8n/nodes');

/**
 * Packs the built package and installs it in a folder `.n8n/nodes`, the manual way of n8n's
 * documentation. The tarball stays beside it, so that whatever is installed there later finds it
 * again.
 */
export async function installInNodesFolder(folder: string): Promise<void> {
	const tarball = await packPackage(folder);
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

/**
 * Has the package find n8n's own n8n-workflow, as it does where no other is on the way up from its
 * folder. n8n does not know the errors of another copy, and would leave out their advice.
 */
export async function linkN8nWorkflow({ install, userFolder }: N8nHome): Promise<void> {
	const link = join(nodesFolder(userFolder), 'node_modules/n8n-workflow');
	await rm(link, { recursive: true, force: true });
	await symlink(join(install.folder, 'node_modules/n8n-workflow'), link);
}

/** Packs the built package and installs it in the user folder of an n8n. */
export async function installPackage(userFolder: string): Promise<void> {
	await installInNodesFolder(nodesFolder(userFolder));
}
