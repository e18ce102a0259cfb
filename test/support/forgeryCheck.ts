import { accepted, RefusedRequest, type Batches } from '../../nodes/SegmentTrigger/receive/body';
import { verify } from '../../nodes/SegmentTrigger/receive/signature';
import type { Mode } from '../stand-in/webhook-sender';
import { forge, genuineRequests, seeded } from './forgery';

export interface FuzzResult {
	refused: number;
	/** Changes that left what is signed as it was. */
	taken: number;
	/** Requests of which something was handed on that Segment has not signed. */
	forged: string[];
}

/** Whether a trigger with this setting hands on nothing but what is signed, whatever is sent to it. */
export function fuzz(mode: Mode, batches: Batches, count: number, seed: number): FuzzResult {
	const secret = 'a shared secret of some length';
	const requests = genuineRequests(mode, secret);
	const random = seeded(seed);
	const result: FuzzResult = { refused: 0, taken: 0, forged: [] };
	for (let left = count; left > 0; left--) {
		const genuine = requests[Math.floor(random() * requests.length)];
		const { body, signature } = forge(genuine, random);
		try {
			const delivery = verify(body, secret, signature);
			const { events } = accepted(delivery, batches);
			// With All, what stands behind a signed event is taken knowingly
			const vouched = batches === 'all' ? delivery.verified : events;
			const isGenuine = vouched.every((event) => genuine.signed.includes(JSON.stringify(event)));
			if (isGenuine) result.taken++;
			else result.forged.push(`${body.toString()} ${signature}`);
		} catch (error) {
			if (!(error instanceof RefusedRequest)) throw error;
			result.refused++;
		}
	}
	return result;
}
