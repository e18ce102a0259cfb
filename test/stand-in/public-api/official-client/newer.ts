import { known } from '..';
import { served } from './served';

/** Newer than the client on npm: asked for by hand, as specification 73.2.0 has them. */
const definition = { query: "event('Tour Booked').count() >= 1" };

const audiencesPath = `/spaces/${known.spaceId}/audiences`;

export const NEWER = [
	{
		operation: 'Audience: Create',
		missing: 'createAudience',
		run: () =>
			served.call('POST', audiencesPath, {
				name: 'Bookers',
				definition,
				audienceType: 'USERS',
				enabled: true,
			}),
		data: { audience: { name: 'Bookers', key: 'bookers', definition, spaceId: known.spaceId } },
	},
	{
		operation: 'Audience: Preview',
		missing: 'createAudiencePreview',
		run: async () => {
			const body = { definition, audienceType: 'USERS' };
			const { audiencePreview } = await served.data('POST', `${audiencesPath}/previews`, body);
			const path = `${audiencesPath}/previews/${(audiencePreview as { id: string }).id}`;
			await served.call('GET', path);
			await served.call('GET', path);
			return await served.call('GET', path);
		},
		data: {
			audiencePreview: {
				status: 'COMPLETED',
				size: { count: 123, type: 'USERS' },
				results: expect.objectContaining({ length: 5 }),
			},
		},
	},
	{
		operation: 'Audience: Run',
		missing: 'createAudienceRun',
		run: () => served.call('POST', `${audiencesPath}/${known.linkedAudienceId}/runs`),
		data: { run: { id: expect.any(String) } },
	},
	{
		operation: 'Reverse ETL: Cancel',
		missing: 'cancelReverseETLSyncForModel',
		run: async () => {
			const { reverseETLManualSync } = await served.data('POST', '/reverse-etl-syncs', {
				sourceId: served.api.state.models[0].sourceId,
				modelId: known.modelId,
				subscriptionId: known.modelSubscriptionId,
			});
			const { syncId } = reverseETLManualSync as { syncId: string };
			const path = `/reverse-etl-models/${known.modelId}/syncs/${syncId}/cancel`;
			return await served.call('POST', path, { reasonForCanceling: 4 });
		},
		data: { modelId: known.modelId, status: 'CANCELLING' },
	},
];
