/** The shapes in which the Profile API shows a profile (Segment docs, "Profile API"). */
export interface ExternalId {
	source_id: string;
	collection: Collection;
	id: string;
	type: string;
	created_at: string;
	encoding: string;
	first_message_id: string;
}

export interface StoredTrait {
	value: unknown;
	class?: 'audience' | 'computed_trait';
	source_id: string;
	updated_at: string;
}

export interface StoredEvent {
	external_ids: Array<Pick<ExternalId, 'collection' | 'type' | 'id' | 'encoding'>>;
	context: object;
	type: 'track';
	message_id: string;
	source_id: string;
	timestamp: string;
	properties: object;
	event: string;
	related: object;
}

export interface Metadata {
	created_at: string;
	updated_at: string;
	expires_at: string | null;
	first_message_id: string;
	first_source_id: string;
	last_message_id: string;
	last_source_id: string;
}

export interface Link {
	to_collection: Collection;
	external_ids: ExternalId[];
}

export type Collection = 'users' | 'accounts';

export interface StoredProfile {
	collection: Collection;
	external_ids: ExternalId[];
	traits: Record<string, StoredTrait>;
	metadata: Metadata;
	events: StoredEvent[];
	links: Link[];
}

/** A profile in short, for tests and seeds; what is left out is filled in. */
export interface NewProfile {
	collection?: Collection;
	/** Values by ID type: `{ user_id: 'u1', email: ['a@b.c', 'd@e.f'] }`. */
	ids: Record<string, string | string[]>;
	traits?: Record<string, unknown>;
	audiences?: Record<string, boolean>;
	computedTraits?: Record<string, unknown>;
	events?: Array<{ event: string; timestamp: string; properties?: object }>;
	/** The `group_id` of each account of a user, or the `user_id` of each user of an account. */
	links?: string[];
}

const SOURCE = 'standInSource';
const CREATED_AT = '2026-01-05T08:00:00.000Z';
const UPDATED_AT = '2026-02-01T09:30:00.000Z';

export function toStoredProfile(profile: NewProfile): StoredProfile {
	const { collection = 'users', ids, events = [], links = [] } = profile;
	const externalIds = Object.entries(ids).flatMap(([type, values]) =>
		[values].flat().map((id) => externalId(collection, type, id)),
	);
	const other = collection === 'users' ? 'accounts' : 'users';
	return {
		collection,
		external_ids: externalIds,
		traits: {
			...traits(profile.traits),
			...traits(profile.computedTraits, 'computed_trait'),
			...traits(profile.audiences, 'audience'),
		},
		metadata: {
			created_at: CREATED_AT,
			updated_at: UPDATED_AT,
			expires_at: null,
			first_message_id: 'message-first',
			first_source_id: SOURCE,
			last_message_id: 'message-last',
			last_source_id: SOURCE,
		},
		events: events.map(({ event, timestamp, properties = {} }, index) => ({
			external_ids: externalIds.map(({ collection, type, id, encoding }) => {
				return { collection, type, id, encoding };
			}),
			context: { library: { name: 'stand-in', version: '1.0.0' } },
			type: 'track',
			message_id: `message-${index}`,
			source_id: SOURCE,
			timestamp,
			properties,
			event,
			related: { [collection]: externalIds[0]?.id },
		})),
		links: links.map((id) => ({
			to_collection: other,
			external_ids: [externalId(other, other === 'accounts' ? 'group_id' : 'user_id', id)],
		})),
	};
}

function externalId(collection: Collection, type: string, id: string): ExternalId {
	return {
		source_id: SOURCE,
		collection,
		id,
		type,
		created_at: CREATED_AT,
		encoding: 'none',
		first_message_id: 'message-first',
	};
}

function traits(
	values: Record<string, unknown> = {},
	traitClass?: StoredTrait['class'],
): Record<string, StoredTrait> {
	return Object.fromEntries(
		Object.entries(values).map(([name, value]) => [
			name,
			{ value, class: traitClass, source_id: SOURCE, updated_at: UPDATED_AT },
		]),
	);
}
