/** Every value in every field of Segment Profile. */
import type { INodeProperties } from 'n8n-workflow';

import { SegmentProfileApi } from '../../credentials/SegmentProfileApi.credentials';
import { SegmentProfile } from '../../nodes/SegmentProfile/SegmentProfile.node';
import { useFastClock } from '../support/clock';
import type { Sent } from '../support/wire';
import { apiMismatches } from './api';
import { apiFields } from './apiFields';
import { report } from './cell';
import type { Kind } from './rule';
import { valuesOf } from './segmentKinds';
import { wired } from './wired';

jest.setTimeout(120_000);
beforeEach(() => void useFastClock());
afterEach(() => jest.restoreAllMocks());

const nodeType = new SegmentProfile();

const run = wired(
	{
		nodeType,
		credentialTypes: [new SegmentProfileApi()],
		credentials: { segmentProfileApi: { spaceId: 'space-1', accessToken: 'token' } },
	},
	answer,
);

function answer({ url }: Sent): unknown {
	const cursor = { has_more: false, next: '' };
	if (url.includes('/traits')) return { traits: { a: 1, b: 2, c: 3, d: 4 }, cursor };
	if (url.includes('/metadata')) return { metadata: { created_at: '2026-01-01T00:00:00Z' } };
	return { data: [1, 2, 3, 4].map((id) => ({ id, type: 'track' })), cursor };
}

const REQUIRED_ID: Kind = { is: 'id', required: true };

function kindOf(id: string, definition: INodeProperties): Kind | undefined {
	const { type, typeOptions, options } = definition;
	switch (type) {
		case 'boolean':
			return { is: 'switch' };
		case 'options':
			return { is: 'choice', options: valuesOf(options) };
		case 'multiOptions':
			return { is: 'choices', options: valuesOf(options), required: true };
		case 'number':
			return { is: 'number', min: typeOptions?.minValue, integer: true };
		case 'dateTime':
			return { is: 'time' };
		case 'collection':
			return {
				is: 'collection',
				members: Object.fromEntries(
					(options as INodeProperties[]).flatMap((member) => {
						const kind = kindOf(`${id}.${member.name}`, member);
						return kind ? [[member.name, kind]] : [];
					}),
				),
			};
		case 'string':
			if (/: filters\.(include|exclude)$/.test(id)) return { is: 'list', of: 'text' };
			return /: (\w+Id|customIdType|email)$/.test(id) ? REQUIRED_ID : undefined;
		default:
			return undefined;
	}
}

/** As they are written, so that what is sent is what was given. */
const AS_WRITTEN = { options: { lowercaseId: false } };
const CUSTOM = { idType: 'customId', customIdType: 'phone', customId: 'id-1' };
const EVERY_ID = { ...CUSTOM, userId: 'id-1', anonymousId: 'id-1', email: 'id-1', groupId: 'id-1' };

const fields = apiFields({
	// asks for several parts at a time, in no certain order
	last: ['get'],
	description: nodeType.description,
	kindOf,
	samples: {
		anonymousId: 'id-1',
		customId: 'id-1',
		customIdType: 'phone',
		email: 'id-1',
		groupId: 'id-1',
		userId: 'id-1',
		...AS_WRITTEN,
	},
	besides: [
		[/: collection$/, CUSTOM],
		[/: idType$/, EVERY_ID],
		[/: groupId$/, { collection: 'accounts' }],
		[/: eventLimit$/, { parts: ['events'] }],
		[/: (?!options)/, AS_WRITTEN],
	],
});

test.each(fields.map((field) => [field.id, field] as const))('%s', async (_id, field) => {
	expect(report(await apiMismatches(field, run))).toBe('');
});
