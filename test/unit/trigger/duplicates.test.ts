import fc from 'fast-check';

import {
	fingerprint,
	SeenEvents,
	type SavedEvents,
} from '../../../nodes/SegmentTrigger/receive/duplicates';

const HOUR = 3_600_000;
const NOW = Date.parse('2026-03-04T09:30:00Z');
const LIMITS = { hours: 24, size: 1000 };

/** Tells whether it was new, and remembers it. */
function see(window: SeenEvents, one: string, now: number, limits = LIMITS): boolean {
	if (window.has(one, now, limits)) return false;
	window.add(one, now, limits);
	return true;
}

const id = (messageId: string) => fingerprint({ messageId }) as string;
const restored = (saved: SavedEvents) => {
	const window = new SeenEvents();
	// static data comes back from the database as JSON
	window.merge(JSON.parse(JSON.stringify(saved)) as SavedEvents);
	return window;
};

describe('fingerprint', () => {
	it('is 12 characters, however long the message id is', () => {
		expect(id('a')).toHaveLength(12);
		expect(id('x'.repeat(100_000))).toHaveLength(12);
		expect(id('a')).not.toBe(id('b'));
		expect(id('a')).toBe(id('a'));
	});

	it('knows a deletion, which has no message id, by user and time', () => {
		const deletion = { type: 'delete', userId: 'u1', timestamp: '2026-03-04T09:00:00.000Z' };
		expect(fingerprint(deletion)).toBe(fingerprint({ ...deletion }));
		expect(fingerprint(deletion)).not.toBe(fingerprint({ ...deletion, userId: 'u2' }));
		expect(fingerprint(deletion)).not.toBe(
			fingerprint({ ...deletion, timestamp: '2026-03-05T09:00:00.000Z' }),
		);
	});

	it('keeps kinds apart: no message id reads like a deletion', () => {
		const deletion = { type: 'delete', userId: 'u1', timestamp: '2026-03-04T09:00:00.000Z' };
		const messageIds = [
			'delete u1 2026-03-04T09:00:00.000Z',
			JSON.stringify(['delete', 'u1', '2026-03-04T09:00:00.000Z']),
		];
		for (const messageId of messageIds) expect(id(messageId)).not.toBe(fingerprint(deletion));
	});

	it('takes the data of a mapping into account on request', () => {
		const [one, other] = [
			{ messageId: 'a', plan: 'pro' },
			{ messageId: 'a', plan: 'free' },
		];
		expect(fingerprint(one)).toBe(fingerprint(other));
		expect(fingerprint(one, true)).not.toBe(fingerprint(other, true));
		expect(fingerprint(one, true)).toBe(fingerprint({ ...one }, true));
		expect(fingerprint({ plan: 'pro' }, true)).toBeUndefined();
	});

	it.each([[{}], [{ messageId: '' }], [{ messageId: 7 }], [{ plan: 'pro' }], [{ type: 'delete' }]])(
		'is none for %j, so that it is never taken for a duplicate',
		(event) => {
			expect(fingerprint(event)).toBeUndefined();
		},
	);
});

describe('SeenEvents', () => {
	it('tells what is new, once', () => {
		const window = new SeenEvents();
		expect(see(window, id('a'), NOW, LIMITS)).toBe(true);
		expect(see(window, id('a'), NOW, LIMITS)).toBe(false);
		expect(see(window, id('b'), NOW, LIMITS)).toBe(true);
	});

	it('remembers for at least the hours asked for, and at most one more', () => {
		const limits = { hours: 4, size: 1000 };
		const window = new SeenEvents();
		window.add(id('a'), NOW, limits);
		expect(see(window, id('a'), NOW + 4 * HOUR, limits)).toBe(false);
		expect(see(window, id('a'), NOW + 5 * HOUR, limits)).toBe(true);
	});

	it('forgets the oldest first when it is full', () => {
		const limits = { hours: 24, size: 3 };
		const window = new SeenEvents();
		for (const name of ['a', 'b', 'c', 'd']) window.add(id(name), NOW, limits);
		expect(see(window, id('b'), NOW, limits)).toBe(false);
		expect(see(window, id('a'), NOW, limits)).toBe(true);
	});

	it('knows after a restart what it was told before', () => {
		const window = new SeenEvents();
		window.add(id('a'), NOW, LIMITS);
		window.add(id('b'), NOW + HOUR, LIMITS);
		const after = restored(window.save());
		expect(after.save()).toEqual(window.save());
		expect(see(after, id('a'), NOW + HOUR, LIMITS)).toBe(false);
		expect(see(after, id('b'), NOW + HOUR, LIMITS)).toBe(false);
	});

	it('keeps the order of time when it takes over what another process saved', () => {
		const other = new SeenEvents();
		other.add(id('old'), NOW - 2 * HOUR, LIMITS);
		const window = new SeenEvents();
		window.add(id('new'), NOW, LIMITS);
		window.merge(other.save());
		window.add(id('newer'), NOW, { ...LIMITS, size: 2 });
		expect(Object.values(window.save())).toEqual([id('new') + id('newer')]);
	});

	it('never lets a duplicate pass within its limits, and never grows beyond them', () => {
		const steps = fc.array(
			fc.record({
				name: fc.integer({ min: 0, max: 30 }),
				minutes: fc.integer({ min: 0, max: 90 }),
				restart: fc.boolean(),
			}),
			{ maxLength: 100 },
		);
		fc.assert(
			fc.property(steps, fc.integer({ min: 1, max: 20 }), (all, size) => {
				const limits = { hours: 4, size };
				let window = new SeenEvents();
				let now = NOW;
				let lastSeen: string[] = [];
				for (const { name, minutes, restart } of all) {
					now += minutes * 60_000;
					if (restart) window = restored(window.save());
					const isNew = see(window, id(`${name}`), now, limits);
					// what was added last, and lately, is certainly known
					if (minutes === 0 && lastSeen.slice(-size).includes(`${name}`)) expect(isNew).toBe(false);
					lastSeen = minutes === 0 ? lastSeen : [];
					if (isNew) lastSeen.push(`${name}`);

					const bytes = Object.values(window.save()).join('').length;
					expect(bytes).toBeLessThanOrEqual(12 * size);
				}
			}),
		);
	});
});
