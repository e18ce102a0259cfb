import type { INodeCredentialDescription, INodeProperties, NodeParameterValue } from 'n8n-workflow';

import { CREDENTIAL_TYPE } from '../credential';

/**
 * By this name n8n's routing engine asks a node that has several credentials for the one to send
 * with. There is nothing to choose, so the form does not show it.
 */
export const AUTHENTICATION: INodeProperties = {
	displayName: 'Authentication',
	name: 'authentication',
	type: 'hidden',
	default: 'writeKey',
};

/**
 * The write key is for all that is sent. The Public API is asked for as soon as Options → Tracking
 * Plan is added, also while no plan is chosen yet; n8n knows conditions here as in a field's
 * `displayOptions`, but its types do not.
 */
export const CREDENTIALS: INodeCredentialDescription[] = [
	{
		name: CREDENTIAL_TYPE,
		required: true,
		testedBy: 'testWriteKey',
		// n8n's editor may ask for a list before it has filled in what is hidden
		displayOptions: { show: { authentication: ['writeKey', undefined] } },
	},
	{
		name: 'segmentPublicApi',
		required: true,
		displayOptions: {
			show: {
				'options.trackingPlan': [{ _cnd: { startsWith: '' } } as unknown as NodeParameterValue],
			},
		},
	},
];
