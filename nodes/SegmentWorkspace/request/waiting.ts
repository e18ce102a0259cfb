import type { IDataObject } from 'n8n-workflow';

import { clock } from '../../shared/clock';
import { Problem } from '../../shared/problem';
import type { PublicApi } from '../../shared/send/publicApi';

interface Waiting {
	/** What is waited for, as the beginning of a sentence. */
	what: string;
	everyMs: number;
	minutes: number;
	/** What to do when the time is over. */
	ifLate: string;
}

/**
 * Asks again and again until something has come to an end.
 *
 * @param look gives how things stand, and whether that is the end
 * @throws Problem when the time that the user grants is over
 */
export async function waitFor(
	api: PublicApi,
	{ what, everyMs, minutes, ifLate }: Waiting,
	look: () => Promise<{ seen: IDataObject; state: unknown; isEnd: boolean }>,
): Promise<IDataObject> {
	const end = clock.now() + minutes * 60_000;
	for (;;) {
		const { seen, state, isEnd } = await look();
		if (isEnd) return seen;
		const left = end - clock.now();
		if (left <= 0) {
			throw new Problem(
				`${what} is not finished after ${minutes} minutes`,
				`Its status is ${String(state)}. ${ifLate}`,
			);
		}
		await api.pause(Math.min(everyMs, left));
	}
}
