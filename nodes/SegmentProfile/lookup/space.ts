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
import { isPathPart } from '../../shared/send/pathPart';
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
	/** The first request of a run goes alone: a refused credential costs no more. */
	private first: Promise<unknown> | undefined;

	private constructor(
		private readonly address: SpaceAddress,
		private readonly attempt: Attempt,
		private readonly sender: Sender,
		private readonly signal: AbortSignal | undefined,
	) {}

	/**
	 * @param connection n8n's request options
	 * @throws Problem when the credential is not filled in
	 */
	static async open(
		context: IExecuteFunctions | IExecuteSingleFunctions,
		connection: Connection,
	): Promise<Space> {
		const credential = await context.getCredentials(CREDENTIAL);
		const address = addressIn(credential);
		const signal = cancelSignal(context);
		return new Space(
			address,
			createClient(context, { credentialType: CREDENTIAL, credential, connection }),
			new Sender({ atOnce: REQUESTS_PER_SECOND, maxRetries: DEFAULT_MAX_RETRIES, signal }),
			signal,
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
	const id = needed(credential.spaceId, "The credential's Space ID");
	if (!isPathPart(id)) {
		throw new Problem(`The credential's Space ID is “${id}”, not an ID`, FILL_IN, {}, true);
	}
	needed(credential.accessToken, "The credential's Access Token");
	return { host: baseUrl('profile', credential), id };
}

const FILL_IN = 'Segment shows it under Unify → Unify Settings → API Access.';

function needed(value: unknown, field: string): string {
	const secret = readSecret(value, field);
	if (secret !== undefined) return secret;
	throw new Problem(`${field} is empty`, FILL_IN, {}, true);
}

function paceOf({ host, id }: SpaceAddress): Pace {
	const key = `${host} ${id}`;
	const pace = paces.get(key) ?? new Pace(REQUESTS_PER_SECOND, SECOND_MS);
	paces.set(key, pace);
	return pace;
}
