import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { demoTriggers, importDemo } from '../../../support/n8n/demo';
import { installN8n } from '../../../support/n8n/install';
import { createOwner, startN8n, type N8nServer, type Owner } from '../../../support/n8n/n8n';
import { installPackage } from '../../../support/n8n/package';
import { startStandIn, type StandIn } from '../../../stand-in/server';

/** An n8n as `npm start` brings it: with the examples, their credentials and the stand-in. */
export interface DemoWorld {
	n8n: N8nServer;
	standIn: StandIn;
	end(): Promise<void>;
}

export async function startDemoWorld(owner: Owner): Promise<DemoWorld> {
	const userFolder = await mkdtemp(join(tmpdir(), 'n8n-nodes-segment-demo-'));
	await installPackage(userFolder);
	const home = { install: await installN8n('newest'), userFolder };
	const standIn = await startStandIn();
	await importDemo(home, standIn);
	const n8n = await startN8n(home);
	await createOwner(n8n, owner);
	standIn.webhookSender.triggers.push(...(await demoTriggers(n8n.url)));
	return {
		n8n,
		standIn,
		async end() {
			await n8n.stop();
			await standIn.close();
			await rm(userFolder, { recursive: true, force: true });
		},
	};
}
