export const page = '?pagination%5Bcount%5D=50';

export const permissions = [
	{
		roleId: 'r1',
		roleName: 'Source Admin',
		resources: [
			{ id: 's1', type: 'SOURCE' },
			{ id: 'w1', type: 'WORKSPACE', labels: [{ key: 'env', value: 'prod' }] },
		],
	},
];

export const group = { id: 'g1', name: 'Data', memberCount: 2, permissions };

export const source = {
	id: 's1',
	slug: 'web',
	name: 'Website',
	workspaceId: 'w1',
	enabled: true,
	writeKeys: ['secret-write-key'],
	settings: { apiSecret: 'secret-setting' },
	labels: [{ key: 'env', value: 'prod' }],
	metadata: { id: 'm1', name: 'Javascript', slug: 'javascript', options: [], categories: [] },
};

export const sourceGiven = {
	id: 's1',
	name: 'Website',
	slug: 'web',
	enabled: true,
	type: 'Javascript',
	typeId: 'm1',
	labels: 'env:prod',
	workspaceId: 'w1',
};

export const destination = {
	id: 'd1',
	enabled: false,
	sourceId: 's1',
	settings: { apiKey: 'secret-setting' },
	metadata: { id: 'm2', name: 'Amplitude', actions: [] },
};

export const audience = {
	id: 'aud_1',
	spaceId: 'spa_1',
	name: 'Buyers',
	key: 'buyers',
	enabled: true,
	definition: { query: "event('Order Completed').count() >= 1" },
	status: 'Live',
	audienceType: 'USERS',
	createdBy: 'u1',
	createdAt: '2026-01-02T03:04:05.000Z',
	updatedAt: '2026-01-03T03:04:05Z',
	size: { count: 12, uniqueCount: 10, type: 'ENTITIES' },
	computeCadence: { type: 'BATCH' },
};

const traitSettings = {
	allowTraitsOnViolations: true,
	allowUnplannedTraits: true,
	commonEventOnViolations: 'OMIT_TRAITS',
};
export const settings = {
	track: {
		allowEventOnViolations: true,
		allowPropertiesOnViolations: true,
		allowUnplannedEventProperties: true,
		allowUnplannedEvents: false,
		commonEventOnViolations: 'ALLOW',
	},
	identify: traitSettings,
	group: traitSettings,
	forwardingBlockedEventsTo: 's3',
	forwardingViolationsTo: 's2',
};
