import { existsSync } from 'node:fs';
import { chmod, mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import { CommandFailed, freePort, run, startProcess } from '../../support/n8n/processes';

/** Where Debian and its relatives keep PostgreSQL, one folder for each version. */
const POSTGRES_VERSIONS = '/usr/lib/postgresql';
/** PostgreSQL refuses to run as root; its Debian package brings a user of its own. */
const POSTGRES_USER = 'postgres';
const READY_TIMEOUT_MS = 60_000;
const READY_INTERVAL_MS = 100;

export interface Redis {
	port: number;
	/** All that it holds, uncompressed. */
	dump(): Promise<string>;
}

export interface Postgres {
	port: number;
	/** The rows of a query, each a list of texts. */
	query(sql: string): Promise<string[][]>;
	/** The whole database as SQL. */
	dump(): Promise<string>;
}

/** Starts Redis on a free port with its data in the folder; it ends with this process. */
export async function startRedis(folder: string): Promise<Redis> {
	await ensureInstalled('redis-server', async () => await isOnPath('redis-server'));
	await mkdir(folder, { recursive: true });
	const port = await freePort();
	startProcess('redis-server', [
		...['--port', String(port), '--bind', '127.0.0.1', '--dir', folder],
		...['--save', '', '--rdbcompression', 'no'],
	]);
	const ask = async (...command: string[]) =>
		await run('redis-cli', ['-p', String(port), ...command]);
	await untilReady('Redis', async () => (await ask('PING')).includes('PONG'));
	return {
		port,
		async dump() {
			await ask('SAVE');
			return await readFile(join(folder, 'dump.rdb'), 'latin1');
		},
	};
}

/** Starts PostgreSQL on a free port with its data in the folder; it ends with this process. */
export async function startPostgres(folder: string): Promise<Postgres> {
	await ensureInstalled('postgresql', async () => existsSync(POSTGRES_VERSIONS));
	const [version] = (await readdir(POSTGRES_VERSIONS)).sort((a, b) => Number(b) - Number(a));
	const program = (name: string) => join(POSTGRES_VERSIONS, version, 'bin', name);
	const asOwner = (command: string, args: string[]): [string, string[]] =>
		process.getuid?.() === 0
			? ['runuser', ['-u', POSTGRES_USER, '--', command, ...args]]
			: [command, args];

	await mkdir(folder, { recursive: true });
	if (process.getuid?.() === 0) await run('chown', [POSTGRES_USER, folder]);
	// Its user must get to the folder in the temporary one, which only this user may enter
	await chmod(join(folder, '..'), 0o711);
	const port = await freePort();
	const data = join(folder, 'data');
	const options = { cwd: folder };
	await run(
		...asOwner(program('initdb'), ['-D', data, '-U', 'n8n', '--auth=trust', '-E', 'UTF8']),
		options,
	);
	startProcess(
		...asOwner(program('postgres'), [
			'-D',
			data,
			'-p',
			String(port),
			'-h',
			'127.0.0.1',
			'-k',
			folder,
		]),
		options,
	);
	const connection = ['-h', '127.0.0.1', '-p', String(port), '-U', 'n8n'];
	const query = async (sql: string) => {
		const answer = await run(program('psql'), [...connection, '-d', 'postgres', '-tAc', sql]);
		const lines = answer.split('\n').filter((line) => line !== '');
		return lines.map((line) => line.split('|'));
	};
	await untilReady('PostgreSQL', async () => (await query('SELECT 1')).length === 1);
	return {
		port,
		query,
		dump: async () => await run(program('pg_dump'), [...connection, 'postgres']),
	};
}

async function ensureInstalled(name: string, isThere: () => Promise<boolean>): Promise<void> {
	if (await isThere()) return;
	if (process.getuid?.() !== 0 || !(await isOnPath('apt-get'))) {
		throw new Error(`This needs ${name}. Install it (Debian, Ubuntu: apt-get install ${name}).`);
	}
	await run('apt-get', ['update', '-qq']);
	await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', name], {
		env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
	});
}

async function isOnPath(program: string): Promise<boolean> {
	return await run('sh', ['-c', `command -v ${program}`]).then(
		() => true,
		() => false,
	);
}

async function untilReady(name: string, isReady: () => Promise<boolean>): Promise<void> {
	const deadline = Date.now() + READY_TIMEOUT_MS;
	for (;;) {
		try {
			if (await isReady()) return;
		} catch (error) {
			if (!(error instanceof CommandFailed)) throw error;
			if (Date.now() > deadline) throw new Error(`${name} did not start: ${error.message}`);
		}
		await delay(READY_INTERVAL_MS);
	}
}
