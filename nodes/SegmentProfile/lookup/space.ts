import type {
	ICredentialDataDecryptedObject,
	IExecuteFunctions,
	IExecuteSingleFunctions,
} from 'n8n-workflow';

import { Problem } from '../../shared/problem';
import { readSecret } from '../../shared/read/values';
import {
	cancelSignal,
	createClient,
	type Attempt,
	type Connection,
} from '../../shared/send/client';
import { baseUrl } from '../../shared/send/hosts';
import { Pace } from '../../shared/send/pace';
import { DEFAULT_MAX_RETRIES, Sender } from '../../shared/send/sender';
import { bodyOf } from './answer';
import type { Identifier } from './identifier';
import type { Fetch } from './pages';
import { profileUrl, type SpaceAddress } from './url';

/** Requests that a space may receive in one second (Segment docs, "Profile API", "Rate limit"). */
const REQUESTS_PER_SECOND = 100;
const SECOND_MS = 1_000;

const CREDENTIAL = 'segmentProfileApi';

/** Segment counts the requests of all runs of this n8n together. */
const paces = new Map<string, Pace>();

/** The profiles of the credential's space, for one run. */
export class Space {
	/** The first request of a run with many items goes alone: a refused credential costs no more. */
	private first: Promise<unknown> | undefined;

	private constructor(
		private readonly address: SpaceAddress,
		private readonly attempt: Attempt,
		private readonly sender: Sender,
		private readonly signal: AbortSignal | undefined,
		private readonly firstGoesAlone: boolean,
	) {}

	/**
	 * @param connection n8n's request options
	 * @param items how many the run has
	 * @throws Problem when the credential is not filled in
	 */
	static async open(
		context: IExecuteFunctions | IExecuteSingleFunctions,
		connection: Connection,
		items: number,
	): Promise<Space> {
		const credential = await context.getCredentials(CREDENTIAL);
		const address = addressIn(credential);
		const signal = cancelSignal(context);
		return new Space(
			address,
			createClient(context, { credentialType: CREDENTIAL, credential, connection }),
			new Sender({ atOnce: REQUESTS_PER_SECOND, maxRetries: DEFAULT_MAX_RETRIES, signal }),
			signal,
			items > 1,
		);
	}

	/** Asks for one profile, within Segment's rate limit and repeated while that can help. */
	profile(identifier: Identifier): Fetch {
		const pace = paceOf(this.address);
		return async (route, query) => {
			const url = profileUrl(this.address, identifier, route, query);
			const attempt = async () => await this.attempt({ method: 'GET', url });
			const paced = async () => await pace.keep(attempt, this.signal);
			return await this.afterFirst(async () =>
				bodyOf(await this.sender.send(paced, { repeatable: true }), url),
			);
		};
	}

	/** A pause that the user asked for. */
	async rest(ms: number): Promise<void> {
		await this.sender.rest(ms);
	}

	private async afterFirst<T>(ask: () => Promise<T>): Promise<T> {
		if (!this.firstGoesAlone) return await ask();
		if (!this.first) {
			const own = ask();
			this.first = own;
			return await own;
		}
		await this.first.catch((error: unknown) => {
			if (error instanceof Problem && error.endsRun) throw error;
		});
		return await ask();
	}
}

function addressIn(credential: ICredentialDataDecryptedObject): SpaceAddress {
	const id = readSecret(credential.spaceId, "The credential's Space ID");
	if (id !== undefined) return { host: baseUrl('profile', credential), id };
	throw new Problem("The credential's Space ID is empty", 'Fill it in.', {}, true);
}

function paceOf({ host, id }: SpaceAddress): Pace {
	const key = `${host} ${id}`;
	const pace = paces.get(key) ?? new Pace(REQUESTS_PER_SECOND, SECOND_MS);
	paces.set(key, pace);
	return pace;
}
