/** Where each call carries its free data (Segment docs, "The Segment Spec"). */
export const DATA_KEY = {
	identify: 'traits',
	group: 'traits',
	track: 'properties',
	page: 'properties',
	screen: 'properties',
	alias: undefined,
} as const;

/** The fields of a message that hold text, as the form calls them. Those that end with `Id` are IDs. */
export const TEXT_FIELDS = {
	userId: 'User ID',
	anonymousId: 'Anonymous ID',
	groupId: 'Group ID',
	previousId: 'Previous ID',
	event: 'Event',
	name: 'Name',
	category: 'Category',
} as const;

export type TextField = keyof typeof TEXT_FIELDS;

/** Which of them each call has. */
export const TEXT_FIELDS_OF = {
	identify: ['userId', 'anonymousId'],
	group: ['userId', 'anonymousId', 'groupId'],
	track: ['userId', 'anonymousId', 'event'],
	page: ['userId', 'anonymousId', 'name', 'category'],
	screen: ['userId', 'anonymousId', 'name', 'category'],
	alias: ['userId', 'anonymousId', 'previousId'],
} as const satisfies Record<string, readonly TextField[]>;
