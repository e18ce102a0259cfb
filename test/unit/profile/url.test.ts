import { profileUrl } from '../../../nodes/SegmentProfile/lookup/url';

const url = (query: Parameters<typeof profileUrl>[3]) =>
	profileUrl(
		{ host: 'https://profiles.segment.com', id: 'spa/1' },
		{ collection: 'users', type: 'user_id', value: 'a b' },
		'events',
		query,
	);

const ADDRESS =
	'https://profiles.segment.com/v1/spaces/spa%2F1/collections/users/profiles/user_id:a%20b/events';

it('encodes each part and keeps the commas between names', () => {
	expect(url({ limit: 5, verbose: true, include: ['A, B', 'C+D'], next: 'a/b+c==' })).toBe(
		`${ADDRESS}?limit=5&verbose=true&include=A%2C%20B,C%2BD&next=a%2Fb%2Bc%3D%3D`,
	);
});

it('leaves out what is undefined, and keeps what is false', () => {
	expect(url({ sort: undefined, verbose: false })).toBe(`${ADDRESS}?verbose=false`);
	expect(url({ sort: undefined })).toBe(ADDRESS);
});
