import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import express from 'express';
import type { IDataObject, INodeParameters, INodeType } from 'n8n-workflow';

import { SegmentProfileApi } from '../../credentials/SegmentProfileApi.credentials';
import { SegmentProfile } from '../../nodes/SegmentProfile/SegmentProfile.node';
import {
	createProfileApi,
	DEFAULT_ACCESS_TOKEN,
	DEFAULT_SPACE_ID,
	type ProfileApi,
	type ProfileApiOptions,
} from '../stand-in/profile-api';
import { runNode, type NodeRunOptions, type NodeRunResult } from './engine';

/** The Profile API of the stand-in on a port of its own. */
export interface RunningProfileApi {
	api: ProfileApi;
	host: string;
	/** The raw path and query of each request since the last reset, without the common beginning. */
	urls: () => string[];
	close: () => Promise<void>;
}

export async function startProfileApi(options?: ProfileApiOptions): Promise<RunningProfileApi> {
	const api = createProfileApi(options);
	const app = express().use('/profile-api', api.router);
	const server = await new Promise<Server>((resolve) => {
		const started: Server = app.listen(0, '127.0.0.1', () => resolve(started));
	});
	const { port } = server.address() as AddressInfo;
	return {
		api,
		host: `http://127.0.0.1:${port}/profile-api`,
		urls: () =>
			api.requests.map(({ url }) => url.replace(`/v1/spaces/${DEFAULT_SPACE_ID}/collections`, '')),
		close: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

export interface ProfileRunOptions extends Omit<Partial<NodeRunOptions>, 'parameters'> {
	host?: string;
	/** Over the stand-in's space and token. */
	credential?: IDataObject;
	/** `routing` is n8n's engine for declarative nodes, as the tools of agents before version 3 use it. */
	way?: 'custom operation' | 'routing';
	/** Whether the node runs as the tool of an agent. */
	tool?: boolean;
	parameters?: INodeParameters;
}

/** Runs the Segment Profile node through n8n's engine, by default for the User ID `u-1001`. */
export async function runProfile(options: ProfileRunOptions): Promise<NodeRunResult> {
	const { host, credential, parameters, way, tool, ...rest } = options;
	const nodeType: INodeType = new SegmentProfile();
	if (way === 'routing') delete nodeType.customOperations;
	if (tool) nodeType.description.name += 'Tool';
	return await runNode({
		nodeType,
		credentialTypes: [new SegmentProfileApi()],
		credentials: {
			segmentProfileApi: {
				spaceId: DEFAULT_SPACE_ID,
				accessToken: DEFAULT_ACCESS_TOKEN,
				...(host !== undefined && { region: 'custom', host }),
				...(credential as Record<string, string>),
			},
		},
		parameters: { resource: 'profile', operation: 'get', userId: 'u-1001', ...parameters },
		...rest,
	});
}
