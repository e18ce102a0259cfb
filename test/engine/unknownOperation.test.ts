/** A workflow that was written by hand may name an operation that there is none of. */
import type { INodeParameters } from 'n8n-workflow';

import { runProfile, startProfileApi, type RunningProfileApi } from '../support/profile-api';
import { runSegment } from '../support/runSegment';
import { startStandIn, type StandIn } from '../stand-in/server';

let standIn: StandIn;
let profiles: RunningProfileApi;
beforeAll(async () => {
	standIn = await startStandIn();
	profiles = await startProfileApi();
});
afterAll(async () => {
	await standIn.close();
	await profiles.close();
});

const segment: INodeParameters = { userId: 'u', event: 'E' };

it.each<[string, INodeParameters, string]>([
	['an operation of Track', { ...segment, resource: 'track', operation: 'nope' }, 'nope'],
	['an operation of another resource', { ...segment, resource: 'alias', operation: 'event' }, ''],
	['a resource', { ...segment, resource: 'trak', operation: 'event' }, 'trak'],
])('Segment has no such %s', async (_, parameters, named) => {
	const { error } = await runSegment(standIn, { parameters });
	expect(error?.message).toMatch(/^Operation is .*, which Resource .* does not have$/);
	expect(error?.message).toContain(named);
	expect(standIn.counts.requests).toBe(0);
});

it.each<[string, INodeParameters]>([
	['operation', { resource: 'profile', operation: 'nope' }],
	['resource', { resource: 'profil', operation: 'get' }],
])('Segment Profile has no such %s', async (_, parameters) => {
	const { error } = await runProfile({ host: profiles.host, parameters });
	expect(error?.message).toMatch(/^Operation is .*, which Resource .* does not have$/);
	expect(profiles.urls()).toEqual([]);
});
