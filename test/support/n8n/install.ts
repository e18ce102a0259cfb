import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readFile, rename, rm, statfs, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import { lock } from 'proper-lockfile';

import { run, startProcess, CommandFailed } from './processes';
import { progressBar } from './progress';

/** `newest`: what `npm start` shows. `oldest`: the last release of the oldest supported line. */
export type N8nName = 'newest' | 'oldest';

/** A real n8n on this machine, ready to run. */
export interface N8nInstall {
	name: N8nName;
	version: string;
	folder: string;
	/** The Node.js that n8n runs with: brought by npm, or else the running one. */
	node: string;
	/** n8n's own command line, to be run by `node`. */
	bin: string;
}

export interface InstallOptions {
	/** Told, in a short line, what is going on; a long step reports again and again. */
	onProgress?: (text: string) => void;
}

/** n8n 2.41 asks for Node.js 24; the older line runs on it as well. */
const NODE_MAJOR = 24;
const NEEDED_BYTES = 4 * 1024 ** 3;
/** What an installation comes to, as `du` counts it. */
const MEGABYTES: Record<N8nName, number> = { newest: 2830, oldest: 1880 };
/** Until it has the list, npm makes little more than folders. */
const LIST_MEGABYTES = 25;
const MIN_MEASURE_PAUSE_MS = 2_000;
/** Measuring takes at most one part in so many of a processor. */
const MEASURE_SHARE = 5;
/** A lock not renewed for this long belongs to a process that is gone. */
const STALE_LOCK_MS = 20_000;

/** Where the installations are, for all clones of this user: N8N_SEGMENT_CACHE, or a cache folder. */
const cacheFolder = (): string =>
	process.env.N8N_SEGMENT_CACHE ??
	join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'n8n-nodes-segment');

/**
 * Installs the pinned n8n (about three minutes and 3 GB, once), or finds it installed. An
 * installation that was cut short is never taken for one, and a second caller waits for the first.
 *
 * @throws Error in plain words: no suitable Node.js, no disk space, no compiler, npm's own message
 */
export async function installN8n(
	name: N8nName,
	{ onProgress = () => {} }: InstallOptions = {},
): Promise<N8nInstall> {
	const { version, folder } = await locate(name);
	if (!existsSync(folder)) {
		await mkdir(cacheFolder(), { recursive: true });
		const unlock = await lockInstallation(folder, onProgress);
		try {
			if (!existsSync(folder)) await install({ name, version, folder }, onProgress);
		} finally {
			await unlock();
		}
	}
	return {
		name,
		version,
		folder,
		node: await nodeOf(folder, version),
		bin: join(folder, 'node_modules/n8n/bin/n8n'),
	};
}

type Place = Pick<N8nInstall, 'folder' | 'name' | 'version'>;

/** Where the pinned n8n is, or is going to be. */
async function locate(name: N8nName): Promise<Place> {
	const lockText = await readFile(join(__dirname, name, 'package-lock.json'), 'utf8');
	const { packages } = JSON.parse(lockText) as { packages: Record<string, { version: string }> };
	const { version } = packages['node_modules/n8n'];
	const hash = createHash('sha256').update(lockText).digest('hex').slice(0, 8);
	return { name, version, folder: join(cacheFolder(), `${name}-${version}-${hash}`) };
}

/** Whether `installN8n` has nothing to do. */
export async function isInstalled(name: N8nName): Promise<boolean> {
	return existsSync((await locate(name)).folder);
}

/** The environment in which programs of this installation find its Node.js first. */
export function nodeFirst(node: string, env: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
	return { ...env, PATH: [join(node, '..'), env.PATH].filter(Boolean).join(delimiter) };
}

async function lockInstallation(
	folder: string,
	onProgress: (text: string) => void,
): Promise<() => Promise<void>> {
	const options = { realpath: false, stale: STALE_LOCK_MS };
	try {
		return await lock(folder, options);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'ELOCKED') throw error;
		onProgress('another process is installing it; waiting for that one');
		return await lock(folder, {
			...options,
			retries: { forever: true, minTimeout: 1000, maxTimeout: 1000 },
		});
	}
}

/** Works in a folder of another name, which gets its real name when all is done. */
async function install(
	{ name, version, folder }: Place,
	onProgress: (text: string) => void,
): Promise<void> {
	const unfinished = `${folder}.unfinished`;
	const unpacked = join(unfinished, 'unpacked');
	if (!existsSync(unpacked)) {
		if (existsSync(unfinished)) onProgress('removing an installation that was cut short');
		await rm(unfinished, { recursive: true, force: true });
		await checkDiskSpace();
		await mkdir(unfinished);
		for (const file of ['package.json', 'package-lock.json']) {
			await copyFile(join(__dirname, name, file), join(unfinished, file));
		}
		await unpackPackages(unfinished, MEGABYTES[name], onProgress);
		await writeFile(unpacked, '');
	}
	onProgress('fetching or compiling SQLite');
	await buildSqlite(unfinished, await nodeOf(unfinished, version));
	await rename(unfinished, folder);
}

async function checkDiskSpace(): Promise<void> {
	const { bavail, bsize } = await statfs(cacheFolder());
	if (bavail * bsize < NEEDED_BYTES) {
		throw new Error(
			`n8n needs about 3 GB in ${cacheFolder()}, where ${Math.floor((bavail * bsize) / 1024 ** 2)} MB are free. Make room, or name another folder in N8N_SEGMENT_CACHE.`,
		);
	}
}

/**
 * `npm install` and not `npm ci`: both take the versions from the lock file, but `npm ci` refuses
 * a lock file that leaves out optional packages of platforms other than the one it was made on.
 * Install scripts stay off: several optional ones want to download binaries.
 */
async function unpackPackages(
	folder: string,
	totalMegabytes: number,
	onProgress: (text: string) => void,
): Promise<void> {
	const npm = startProcess(
		'npm',
		[
			...['install', '--ignore-scripts', '--omit=dev', '--no-audit', '--no-fund'],
			...['--prefer-offline', '--loglevel=error', '--workspaces=false', `--prefix=${folder}`],
		],
		{ cwd: folder },
	);
	const measuring = new AbortController();
	void reportSize(folder, totalMegabytes, onProgress, measuring.signal);
	const { code } = await npm.exited.finally(() => measuring.abort());
	if (code !== 0) throw new CommandFailed('npm install of n8n', code, npm.output);
}

async function reportSize(
	folder: string,
	totalMegabytes: number,
	onProgress: (text: string) => void,
	signal: AbortSignal,
): Promise<void> {
	let started: number | undefined;
	onProgress('asking npm for the list of packages (3 GB, once)');
	while (!signal.aborted) {
		const begun = Date.now();
		const megabytes = await sizeOf(folder);
		if (signal.aborted) return;
		if (megabytes > LIST_MEGABYTES) {
			started ??= begun;
			onProgress(progressBar({ megabytes, totalMegabytes, elapsedMs: Date.now() - started }));
		}
		const pause = Math.max(MIN_MEASURE_PAUSE_MS, MEASURE_SHARE * (Date.now() - begun));
		await delay(pause, undefined, { signal }).catch(() => {});
	}
}

/** Megabytes on disk. What npm moves away meanwhile makes `du` complain, and count the rest. */
async function sizeOf(folder: string): Promise<number> {
	return await new Promise((resolve) => {
		execFile('du', ['-sk', folder], (_error, stdout) => resolve((parseInt(stdout) || 0) / 1024));
	});
}

/** The one native part that n8n cannot do without; npm fetches it ready-made or compiles it. */
async function buildSqlite(folder: string, node: string): Promise<void> {
	const headers = join(node, '../../include/node/node.h');
	const env = {
		...nodeFirst(node),
		JOBS: 'max',
		...(existsSync(headers) && { npm_config_nodedir: join(node, '../..') }),
	};
	try {
		await run(
			'npm',
			[
				'rebuild',
				'sqlite3',
				'--ignore-scripts=false',
				'--foreground-scripts',
				`--prefix=${folder}`,
			],
			{ cwd: folder, env },
		);
		await run(node, ['-e', "require('sqlite3')"], { cwd: folder, env });
	} catch (error) {
		if (!(error instanceof CommandFailed)) throw error;
		throw new Error(
			[
				'n8n keeps its data in SQLite, and the native part of that could be neither downloaded nor compiled.',
				'Install a C++ compiler, make and Python 3 (Debian, Ubuntu: apt-get install build-essential python3; macOS: xcode-select --install), then run this again: it goes on where it stopped.',
				`The last lines of npm: ${error.message}`,
			].join('\n'),
		);
	}
}

/** npm has Node.js as a package for Linux; elsewhere the running one must be new enough. */
async function nodeOf(folder: string, version: string): Promise<string> {
	const brought = join(folder, `node_modules/node-${process.platform}-${process.arch}/bin/node`);
	if (existsSync(brought)) return brought;
	if (Number(process.versions.node.split('.')[0]) >= NODE_MAJOR) return process.execPath;
	throw new Error(
		`n8n ${version} needs Node.js ${NODE_MAJOR} or newer; this is ${process.version}, and npm has no newer one for ${process.platform}-${process.arch}. Install Node.js ${NODE_MAJOR}, then run this again.`,
	);
}
