import { parseArgs } from 'node:util';

import { startStandIn, type StandIn } from './server';
import type { Region } from './tracking-api/state';

const DEFAULT_PORT = 8600;
const USAGE = 'npm run stand-in -- [--port 8600] [--region us|eu]';

/** Starts the stand-in alone and keeps it up until Ctrl-C. */
async function main(): Promise<void> {
	const { port, region } = readArguments();
	const standIn = await startStandIn({ port, region });
	console.log(greeting(standIn));
	for (const signal of ['SIGINT', 'SIGTERM'] as const) {
		process.once(signal, () => void standIn.close().then(() => process.exit(0)));
	}
}

function readArguments(): { port: number; region: Region } {
	const options = { port: { type: 'string' }, region: { type: 'string' } } as const;
	const { port = String(DEFAULT_PORT), region = 'us' } = parseArgs({ options }).values;
	if (!/^\d+$/.test(port) || Number(port) > 65_535) {
		throw new Error(`“${port}” is not a port (0 to 65535)`);
	}
	if (region !== 'us' && region !== 'eu') throw new Error(`“${region}” is not a region: us or eu`);
	return { port: Number(port), region };
}

function greeting({ url, settings }: StandIn): string {
	const width = Math.max(...settings.sources.map(({ name }) => name.length));
	const keys = settings.sources.map(({ name, writeKey }) => `  ${name.padEnd(width)}  ${writeKey}`);
	return [
		`The stand-in for Segment (${settings.region.toUpperCase()}) is up. See what arrives: ${url}`,
		'',
		'Write keys that it knows:',
		...keys,
		'',
		'Ctrl-C ends it.',
	].join('\n');
}

function explain(error: unknown): string {
	const { code, message } = error as NodeJS.ErrnoException;
	if (code === 'EADDRINUSE') {
		return 'That port is already in use. End what uses it, or choose another: npm run stand-in -- --port 8601';
	}
	return `${message}\nUsage: ${USAGE}`;
}

main().catch((error: unknown) => {
	console.error(explain(error));
	process.exitCode = 1;
});
