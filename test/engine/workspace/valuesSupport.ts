import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { answer, id, runWorkspace } from '../../support/workspace';

export const ERASE: INodeParameters = {
	resource: 'deletionRequest',
	operation: 'create',
	subjectIds: 'u1',
	confirm: true,
};

export const DESTINATION: INodeParameters = {
	resource: 'destination',
	operation: 'update',
	destination: id('d1'),
};

export const AUDIENCE: INodeParameters = {
	resource: 'audience',
	operation: 'update',
	space: id('spa_1'),
	audience: id('aud_1'),
};

export const CANCEL: INodeParameters = {
	resource: 'reverseEtl',
	operation: 'cancel',
	model: id('mod1'),
	syncId: 'sy1',
};

export const USAGE: INodeParameters = { resource: 'delivery', operation: 'usage' };
export const LIST: INodeParameters = { resource: 'group', operation: 'getAll' };

export const LABELS: INodeParameters = {
	resource: 'source',
	operation: 'addLabels',
	source: id('s1'),
};

export const events = (filters: INodeParameters): INodeParameters => ({
	resource: 'auditEvent',
	operation: 'getAll',
	filters,
});

export const grant = (row: IDataObject): INodeParameters => ({
	resource: 'user',
	operation: 'addPermissions',
	user: id('u1'),
	permissions: { permission: [{ role: id('r1'), ...row }] } as unknown as INodeParameters,
});

/** Whatever is asked for, so that reading the answer never matters here. */
export const EVERYTHING = {
	regulateId: 'reg_1',
	syncId: 'sy1',
	userGroups: [],
	events: [],
	result: [],
	dailyWorkspaceAPICallsUsage: [],
	destination: {},
	audience: {},
	source: {},
	user: {},
	labels: [],
	permissions: [],
	emails: [],
};

export async function run(parameters: INodeParameters, item: IDataObject = {}, timezone = 'UTC') {
	const requests = answer({ data: EVERYTHING });
	const { error } = await runWorkspace(parameters, { items: [item], timezone });
	return { requests, error };
}

export const uri = (path: string) => ({ uri: path });
export const page = (count: number) => `?pagination%5Bcount%5D=${count}`;
export const month = (period: string) => uri(`/usage/api-calls/daily${page(200)}&period=${period}`);
