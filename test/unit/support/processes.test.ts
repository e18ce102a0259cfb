import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';

import { CommandFailed, freePort, run, startProcess } from '../../support/n8n/processes';

const ROOT = join(__dirname, '../../..');
/** A program with a child of its own; prints the child's number. */
const FAMILY = ['-c', 'sleep 1000 & echo $!; wait'];

describe('programs that the tests start', () => {
	it('are waited for, and what they print is given back', async () => {
		await expect(run('sh', ['-c', 'echo said; echo complained >&2'])).resolves.toBe('said\n');
	});

	it('are reported with their code and words when they fail', async () => {
		const failure = run('sh', ['-c', 'echo said; echo complained >&2; exit 3']);
		await expect(failure).rejects.toBeInstanceOf(CommandFailed);
		await expect(failure).rejects.toMatchObject({
			code: 3,
			message: expect.stringContaining('complained'),
		});
	});

	it('are reported when there is no such program', async () => {
		await expect(run('no-such-program', [])).rejects.toMatchObject({ code: 127 });
	});

	it('have no number when they ended before they could tell it', async () => {
		await expect(startProcess('no-such-program', []).pid).resolves.toBeUndefined();
	});

	it('end with all their children when they are stopped', async () => {
		const family = startProcess('sh', FAMILY);
		const child = await firstLine(() => family.stdout);
		await family.stop();
		await family.exited;
		await ended(Number(child));
	});

	it('end with all their children when the one who started them is killed', async () => {
		const parent = spawn(
			process.execPath,
			[
				...['--import', 'tsx', '--eval'],
				`const { startProcess } = require('./test/support/n8n/processes');
				const family = startProcess('sh', ${JSON.stringify(FAMILY)});
				setInterval(() => family.stdout && console.log(family.stdout), 50);`,
			],
			{ cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] },
		);
		let printed = '';
		parent.stdout.on('data', (text: Buffer) => (printed += text.toString()));
		const child = await firstLine(() => printed);
		parent.kill('SIGKILL');
		await ended(Number(child));
	}, 30_000);
});

describe('a free port', () => {
	it('is the wanted one, or another when that is taken', async () => {
		const wanted = await freePort();
		await expect(freePort(wanted)).resolves.toBe(wanted);
		const server = createServer().listen(wanted, '127.0.0.1');
		await new Promise((resolve) => server.once('listening', resolve));
		await expect(freePort(wanted)).resolves.not.toBe(wanted);
		await new Promise((resolve) => server.close(resolve));
	});
});

async function firstLine(text: () => string): Promise<string> {
	await until(() => text().includes('\n'));
	return text().split('\n')[0];
}

async function ended(pid: number): Promise<void> {
	await until(() => {
		try {
			process.kill(pid, 0);
			return false;
		} catch {
			return true;
		}
	});
}

async function until(condition: () => boolean): Promise<void> {
	while (!condition()) await new Promise((resolve) => setTimeout(resolve, 20));
}
