import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';

const SUPERVISOR = join(__dirname, 'supervisor.js');

export interface ProcessOptions {
	cwd?: string;
	/** The whole environment; default: that of this process. */
	env?: NodeJS.ProcessEnv;
	/** Everything it prints is also written to this file. */
	logFile?: string;
}

export interface RunningProcess {
	/** Number of the process itself, once it runs; undefined when it ended before it could tell. */
	readonly pid: Promise<number | undefined>;
	/** Settles when it and all its children have ended; never rejects. */
	readonly exited: Promise<{ code: number }>;
	/** What it printed so far: standard output, and with standard error in between. */
	readonly stdout: string;
	readonly output: string;
	/** Ends it and all its children: politely, after ten seconds by force. */
	stop(): Promise<void>;
}

/** A command ended with another code than 0. */
export class CommandFailed extends Error {
	constructor(
		command: string,
		readonly code: number,
		/** All it printed. */
		readonly output: string,
	) {
		super(`${command} ended with code ${code}:\n${lastLines(output)}`);
	}
}

const running = new Set<RunningProcess>();

/**
 * Starts a program that never outlives this process, however this process ends, and neither do
 * the programs it starts itself (Linux, macOS).
 */
export function startProcess(
	command: string,
	args: string[],
	{ cwd, env = process.env, logFile }: ProcessOptions = {},
): RunningProcess {
	const child = spawn(process.execPath, [SUPERVISOR, command, ...args], {
		cwd,
		env,
		detached: true,
		stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
	});
	const log = logFile === undefined ? undefined : createWriteStream(logFile, { flags: 'a' });
	const printed = { stdout: '', output: '' };
	child.stdout?.setEncoding('utf8').on('data', (text: string) => {
		printed.stdout += text;
		printed.output += text;
		log?.write(text);
	});
	child.stderr?.setEncoding('utf8').on('data', (text: string) => {
		printed.output += text;
		log?.write(text);
	});
	const exited = new Promise<{ code: number }>((resolve) => {
		child.once('error', (error) => {
			printed.output += error.message;
			resolve({ code: 127 });
		});
		child.once('close', (code) => resolve({ code: code ?? 143 }));
	}).finally(() => {
		running.delete(runningProcess);
		log?.end();
	});
	const runningProcess: RunningProcess = {
		pid: new Promise((resolve) => {
			child.once('message', (message: { pid: number }) => resolve(message.pid));
			void exited.then(() => resolve(undefined));
		}),
		exited,
		get stdout() {
			return printed.stdout;
		},
		get output() {
			return printed.output;
		},
		async stop() {
			if (child.connected) child.send('stop');
			await exited;
		},
	};
	running.add(runningProcess);
	return runningProcess;
}

/**
 * Runs a program to its end and gives back what it printed on standard output.
 *
 * @throws CommandFailed when it ends with another code than 0
 */
export async function run(
	command: string,
	args: string[],
	options?: ProcessOptions,
): Promise<string> {
	const started = startProcess(command, args, options);
	const { code } = await started.exited;
	if (code !== 0) throw new CommandFailed([command, ...args].join(' '), code, started.output);
	return started.stdout;
}

/** Ends everything that `startProcess` and `run` have started. */
export async function stopAllProcesses(): Promise<void> {
	await Promise.all([...running].map(async (process) => await process.stop()));
}

/** The wanted port of 127.0.0.1 when it is free, else any free one. */
export async function freePort(wanted = 0): Promise<number> {
	return await new Promise((resolve, reject) => {
		const server = createServer();
		server.once('error', (error: NodeJS.ErrnoException) => {
			if (wanted === 0) reject(error);
			else resolve(freePort());
		});
		server.listen(wanted, '127.0.0.1', () => {
			const address = server.address();
			server.close(() => resolve(typeof address === 'object' && address ? address.port : wanted));
		});
	});
}

export const lastLines = (text: string, count = 30): string =>
	text.trimEnd().split('\n').slice(-count).join('\n');
