import type { PublicApi } from '../../shared/send/publicApi';

/** As many as there are requests under way at a time. */
const AT_ONCE = 5;
/** How often n8n's log is told. */
const LOGGED_EVERY = 25;

/**
 * Does some work for each of many things, a few at a time. The first failure begins no more of it, and
 * is thrown once what was under way has ended: a run that is over sends nothing.
 * A long one tells n8n's log how far it is.
 *
 * @param what the things in the log, such as `destinations`
 * @returns what the work gave, in the order of the things
 * @throws what the work throws
 */
export async function forEach<Thing, Result>(
	api: PublicApi,
	what: string,
	things: readonly Thing[],
	work: (thing: Thing) => Promise<Result>,
): Promise<Result[]> {
	const results: Result[] = [];
	let begun = 0;
	let done = 0;
	const goOn = async () => {
		while (begun < things.length) {
			const place = begun++;
			let isDone = false;
			try {
				results[place] = await work(things[place]);
				isDone = true;
			} finally {
				if (!isDone) begun = things.length;
			}
			if (++done % LOGGED_EVERY === 0) {
				api.log(`Segment Workspace: ${done} of ${things.length} ${what} looked at`);
			}
		}
	};
	const ends = await Promise.allSettled(Array.from({ length: AT_ONCE }, goOn));
	for (const end of ends) if (end.status === 'rejected') throw end.reason;
	return results;
}
