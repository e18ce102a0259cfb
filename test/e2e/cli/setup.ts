import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { installN8n, type N8nName } from '../../support/n8n/install';
import { importCredentials, type N8nHome } from '../../support/n8n/n8n';
import { buildPackage, installPackage } from '../../support/n8n/package';
import { stopAllProcesses } from '../../support/n8n/processes';
import type { StandIn, StandInOptions } from '../../stand-in/server';
import { takeSegmentsPlace } from '../../support/segmentsPlace';

/** Unlike anything else in the world, so that finding it anywhere means that it leaked. */
export const WRITE_KEY = 'SecretWriteKeyOfTheEndToEndSuite';

/** What the form of n8n's built-in Segment node saves: nothing but a write key. */
export const CREDENTIAL = { id: 'SegmentExampleCr', name: 'Segment account' };

export interface Setup {
	home: N8nHome;
	/** It stands where api.segment.io stands. */
	standIn: StandIn;
	end(): Promise<void>;
}

/**
 * A fresh n8n with the packed package and a credential that the built-in node saved. n8n believes
 * that it talks to https://api.segment.io.
 */
export async function setUp(name: N8nName, settings: StandInOptions = {}): Promise<Setup> {
	const install = await installN8n(name, { onProgress: logEvery(15_000) });
	await buildPackage();
	const folder = await mkdtemp(join(tmpdir(), `n8n-nodes-segment-${name}-`));
	const segment = await takeSegmentsPlace(folder, {
		hosts: ['api.segment.io'],
		writeKeys: [WRITE_KEY],
		...settings,
	});
	const home: N8nHome = {
		install,
		userFolder: join(folder, 'n8n'),
		env: {
			...segment.env,
			EXECUTIONS_DATA_SAVE_ON_SUCCESS: 'all',
			EXECUTIONS_DATA_SAVE_ON_ERROR: 'all',
		},
	};
	await installPackage(home.userFolder);
	await importCredentials(home, [
		{ ...CREDENTIAL, type: 'segmentApi', data: { writekey: WRITE_KEY } },
	]);
	return {
		home,
		standIn: segment.standIn,
		async end() {
			await stopAllProcesses();
			await segment.close();
			await rm(folder, { recursive: true, force: true });
		},
	};
}

/** Signs of life of a long installation, not one line each second. */
function logEvery(milliseconds: number): (text: string) => void {
	let last = 0;
	return (text) => {
		if (Date.now() - last < milliseconds) return;
		last = Date.now();
		console.log(`  installing n8n: ${text}`);
	};
}
