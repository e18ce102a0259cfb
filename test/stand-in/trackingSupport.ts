import { WRITE_KEY } from './client';
import { type StandIn, startStandIn } from './server';

export const NOW = Date.parse('2026-01-02T03:04:10.000Z');
export const EU_KEY = 'WriteKeyOfASourceInTheOtherRegio';

/** The stand-in of all tests of a file. */
export let standIn: StandIn;

/** Starts a stand-in for the tests of a file, empty before each. */
export function useStandIn(): void {
	beforeAll(async () => {
		standIn = await startStandIn({
			now: () => NOW,
			writeKeys: [
				WRITE_KEY,
				{ writeKey: EU_KEY, name: 'EU', region: 'eu' },
				{ writeKey: 'disabled', name: 'Disabled', status: 'disabled' },
				{ writeKey: 'locked', name: 'Locked', status: 'locked' },
			],
		});
	});
	beforeEach(() => standIn.reset());
	afterAll(async () => await standIn.close());
}

export const SUCCESS = { success: true };

export const track = (changes: object = {}) => ({
	userId: 'u-1',
	event: 'Song Played',
	...changes,
});

export const stored = () => standIn.received.map(({ message }) => message);
export const codes = () => standIn.discarded.map(({ code }) => code);
