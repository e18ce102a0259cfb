import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { installN8n } from '../../../support/n8n/install';
import { startN8n, type N8nServer } from '../../../support/n8n/n8n';
import { installPackage } from '../../../support/n8n/package';
import { stopAllProcesses } from '../../../support/n8n/processes';
import type { StandIn } from '../../../stand-in/server';
import { takeSegmentsPlace } from '../../../support/segmentsPlace';

/** A fresh n8n without an owner, with the package in it, for which the stand-in is Segment. */
export interface World {
	n8n: N8nServer;
	standIn: StandIn;
	/** Ends everything, and keeps n8n's log in the folder. */
	end(artefacts: string): Promise<void>;
}

/**
 * n8n reaches Segment's own addresses through a proxy that leads each of them to the stand-in, so
 * that people's ways can be walked with the regions that they choose.
 */
export async function startWorld(): Promise<World> {
	const folder = await mkdtemp(join(tmpdir(), 'n8n-nodes-segment-browser-'));
	const segment = await takeSegmentsPlace(folder, {
		hosts: [
			'api.segment.io',
			'api.segmentapis.com',
			'cdn.segment.com',
			'events.eu1.segmentapis.com',
			'oauth2.segment.io',
			'profiles.segment.com',
		],
	});
	const userFolder = join(folder, 'n8n');
	await installPackage(userFolder);
	const n8n = await startN8n({
		install: await installN8n('newest'),
		userFolder,
		env: segment.env,
	});
	return {
		n8n,
		standIn: segment.standIn,
		async end(artefacts) {
			await stopAllProcesses();
			await segment.close();
			await mkdir(artefacts, { recursive: true });
			await copyFile(n8n.logFile, join(artefacts, 'n8n.log'));
			await rm(folder, { recursive: true, force: true });
		},
	};
}
