/** What became of a request after the node has handed it to n8n. */
import { sleep, type IWebhookFunctions } from 'n8n-workflow';

import { clock } from '../../shared/clock';

type Response = ReturnType<IWebhookFunctions['getResponseObject']>;

const MARK_EVERY_MS = 1;
const LOOK_EVERY_MS = 100;
/** n8n answers when it has a place for the run, which can take minutes where it limits how many run at once. */
const GIVE_UP_AFTER_MS = 3_600_000;

/**
 * Whether n8n has taken the run: it has if the answer is a success, as that is sent after the run
 * was registered. Everything else counts as not taken, so that the next delivery starts
 * the workflow.
 */
export async function isTaken(response: Response): Promise<boolean> {
	if (!response.destroyed && !response.writableFinished) {
		await new Promise<void>((resolve) => {
			response.once('finish', resolve);
			response.once('close', resolve);
		});
	}
	// Segment hangs up after five seconds. n8n answers into the void then, which tells its verdict all
	// the same, but without any event
	const giveUpAt = clock.now() + GIVE_UP_AFTER_MS;
	while (!response.writableEnded && clock.now() < giveUpAt) await clock.pause(LOOK_EVERY_MS);
	return response.writableEnded && response.statusCode >= 200 && response.statusCode < 300;
}

/**
 * Marks static data as changed again and again until n8n has answered. n8n saves it right before it
 * answers, and forgets while it registers the run that it has changed.
 */
export async function untilAnswered(response: Response, mark: () => void): Promise<void> {
	while (!response.writableEnded && !response.destroyed) {
		mark();
		await sleep(MARK_EVERY_MS);
	}
}
