/** The output schemas of Segment and Segment Profile, from what the stand-in makes the nodes put out. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { INodeParameters } from 'n8n-workflow';

import { Segment } from '../../nodes/Segment/Segment.node';
import { SegmentProfile } from '../../nodes/SegmentProfile/SegmentProfile.node';
import { SegmentTrigger } from '../../nodes/SegmentTrigger/SegmentTrigger.node';
import { startStandIn, type StandIn } from '../stand-in/server';
import { OutputSchemas } from '../support/outputSchemas';
import { runProfile, startProfileApi, type RunningProfileApi } from '../support/profile-api';
import { ITEMS_ARE_MESSAGES, runSegment } from '../support/runSegment';

/** Every resource and operation of a node. */
function operationsOf(custom: Record<string, object>): INodeParameters[] {
	return Object.entries(custom).flatMap(([resource, operations]) =>
		Object.keys(operations).map((operation) => ({ resource, operation })),
	);
}

describe('Segment', () => {
	const IDS = { userId: 'u-1', groupId: 'g-1', previousId: 'p-1', event: 'Tested' };
	let standIn: StandIn;
	beforeAll(async () => (standIn = await startStandIn({ port: 0 })));
	afterAll(async () => await standIn.close());

	it('puts out what its schemas say', async () => {
		const schemas = new OutputSchemas('Segment');
		for (const operation of operationsOf(new Segment().customOperations)) {
			const { outputs, error } = await runSegment(standIn, {
				parameters: { ...IDS, ...operation, mode: ITEMS_ARE_MESSAGES.mode },
				items: [{ type: 'track', userId: 'u-1', event: 'Tested' }],
			});
			expect(error).toBeUndefined();
			schemas.record(operation, outputs[0]);
		}
		schemas.check();
	});
});

describe('Segment Profile', () => {
	const EVERY_PART = [
		'audiences',
		'computedTraits',
		'events',
		'externalIds',
		'links',
		'metadata',
		'traits',
	];
	/** Fields that each space, source or event fills in its own way. */
	const OPEN = ['audiences', 'computedTraits', 'context', 'properties', 'related', 'traits'];
	let profileApi: RunningProfileApi;
	beforeAll(async () => (profileApi = await startProfileApi()));
	afterAll(async () => await profileApi.close());

	it('puts out what its schemas say', async () => {
		const schemas = new OutputSchemas('SegmentProfile', OPEN);
		for (const operation of operationsOf(new SegmentProfile().customOperations)) {
			const { outputs, error } = await runProfile({
				host: profileApi.host,
				parameters: { ...operation, parts: EVERY_PART },
			});
			expect(error).toBeUndefined();
			schemas.record(operation, outputs[0]);
		}
		schemas.check({ expires_at: 'string' });
	});
});

describe('Segment Trigger', () => {
	const schemaOf = (version: number) => {
		const path = join(__dirname, `../../nodes/SegmentTrigger/__schema__/v${version}.0.0.json`);
		return JSON.parse(readFileSync(path, 'utf8')) as { properties: Record<string, object> };
	};

	it('has the schema of an event for each of its versions', () => {
		const [first, ...others] = [new SegmentTrigger().description.version].flat();
		expect(Object.keys(schemaOf(first).properties)).toEqual(
			expect.arrayContaining(['messageId', 'type', 'userId', 'anonymousId', 'timestamp']),
		);
		for (const version of others) expect(schemaOf(version)).toEqual(schemaOf(first));
	});
});
