import * as client from '@segment/public-api-sdk-typescript';
import { watchClient } from '../testing/agreement';
import { type Served, servePublicApi } from '../testing/serve';
import { tokens } from '..';

/** The stand-in of all tests of a file. */
export let served: Served;

export const { seen } = watchClient();

export function useServed(): void {
	beforeAll(async () => {
		served = await servePublicApi();
	});
	beforeEach(() => {
		served.api.reset();
		seen.length = 0;
	});
	afterAll(() => served.close());
}

/** One of the client's APIs, pointed at the stand-in. */
export function at<T extends { accessToken: unknown }>(Api: new (basePath: string) => T): T {
	const api = new Api(served.url);
	api.accessToken = tokens.owner;
	return api;
}

export const users = () => at(client.IAMUsersApi);

export const groups = () => at(client.IAMGroupsApi);

export const roles = () => at(client.IAMRolesApi);

export const sources = () => at(client.SourcesApi);

export const labels = () => at(client.LabelsApi);

export const page = { count: 2 };

export const pages = expect.objectContaining({ current: 'MA==', totalEntries: expect.any(Number) });

export const SUCCESS = { status: 'SUCCESS' };

export interface Case {
	operation: string;
	/** What the client calls it. */
	call: string;
	run: () => Promise<{ response: { statusCode?: number } }>;
	/** What `data` must hold. */
	data: Record<string, unknown> | (() => Record<string, unknown>);
	status?: 201;
}
