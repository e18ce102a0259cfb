/** The test of a Segment API credential: whether the write key is known, and its region right. */
import type {
	ICredentialDataDecryptedObject,
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	IDataObject,
	IHttpRequestHelper,
	IHttpRequestOptions,
	INodeCredentialTestResult,
} from 'n8n-workflow';

import { Problem } from '../../shared/problem';
import { isFields } from '../../shared/read/describe';
import { asProblem, sentences } from '../../shared/run/errors';
import { baseUrl, REGION_NAMES, regionAt, regionOf } from '../../shared/send/hosts';
import { asNetworkFault, faultInWords } from '../../shared/send/networkFault';
import { freshToken, usesOAuth } from '../../shared/send/oauthCredential';
import { beginningOf, type Answer, type Reply } from '../../shared/send/reply';
import { conceal, secretsOf } from '../../shared/send/secrets';
import { COMPARE_KEY, isUnknownKey, writeKeyIn } from './ask';
import { readKeySettings, settingsUrl, type KeySettings } from './keySettings';
import { tokenServer } from './tokenServer';

const TIMEOUT_MS = 10_000;

/**
 * Asks for the settings of the write key, which creates no event: Segment's CDN, of both regions, or
 * the user's own host.
 */
export async function testWriteKey(
	this: ICredentialTestFunctions,
	{ data }: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	try {
		const credential = data ?? {};
		const base = baseUrl('settings', credential);
		const reply = await ask(this, { uri: settingsUrl(base, writeKeyIn(credential)) });
		const result = verdict(reply, credential, new URL(base).host);
		if (result.status === 'OK' && usesOAuth(credential)) await fetchToken(httpOf(this), credential);
		return result;
	} catch (error) {
		return failed(sentences(asProblem(error)));
	}
}

/** An app that Segment does not know fails here, and not in a run. */
async function fetchToken(
	http: IHttpRequestHelper,
	credential: ICredentialDataDecryptedObject,
): Promise<void> {
	await freshToken(http, credential, 'tracking_api:write', await tokenServer(http, credential));
}

/** n8n's own helper, which gets the token, has the test of a credential no part in. */
function httpOf(context: ICredentialTestFunctions): IHttpRequestHelper {
	const httpRequest = async ({ method, baseURL = '', url, body }: IHttpRequestOptions) => {
		const form = body instanceof URLSearchParams ? Object.fromEntries(body) : undefined;
		const reply = await ask(context, { method, uri: `${baseURL}${url}`, ...(form && { form }) });
		if (reply.kind === 'fault') throw new Problem(faultInWords(reply.fault), '');
		const { status, headers, body: answer } = reply;
		return form ? { statusCode: status, headers, body: answer } : answer;
	};
	return { helpers: { httpRequest } } as IHttpRequestHelper;
}

/** n8n gives the test of a credential no other way to send a request. */
async function ask(context: ICredentialTestFunctions, request: IDataObject): Promise<Reply> {
	const options = {
		method: 'GET',
		...request,
		json: true,
		simple: false,
		resolveWithFullResponse: true,
		followRedirect: false,
		timeout: TIMEOUT_MS,
	};
	try {
		const { statusCode, headers, body } = (await context.helpers.request(options)) as {
			statusCode: number;
			headers: Answer['headers'];
			body: unknown;
		};
		return { kind: 'answer', status: statusCode, headers, body };
	} catch (error) {
		return asNetworkFault(error) ?? { kind: 'fault', fault: String(error), retryable: false };
	}
}

const WITHOUT_ASKING =
	'let n8n reach it, or choose US or EU instead of Automatic, and save; events go to another address.';

/** What the reply says of the credential. */
function verdict(
	reply: Reply,
	credential: ICredentialDataDecryptedObject,
	host: string,
): INodeCredentialTestResult {
	const region = regionOf(credential);
	if (reply.kind === 'fault') {
		const advice = region === 'auto' ? ` n8n asks it for the region: ${WITHOUT_ASKING}` : '';
		return failed(`${host}: ${faultInWords(reply.fault)}.${advice}`);
	}
	const settings = readKeySettings(reply.body);
	if (region === 'custom') {
		return ofOwnHost(reply, settings, host, writeKeyIn(credential));
	}
	if (settings) return ofRegion(settings, region ?? 'us');
	if (isUnknownKey(reply)) {
		return failed(
			`The write key could not be confirmed: Segment knows no source with it. ${COMPARE_KEY}`,
		);
	}
	const body = conceal(reply.body, secretsOf(credential));
	return failed(
		`${host} did not tell whether it knows the key (${reply.status}). It answered: ${beginningOf({ body })}`,
	);
}

function ofRegion({ host }: KeySettings, region: 'auto' | 'us' | 'eu'): INodeCredentialTestResult {
	if (host === null && region === 'auto') {
		return failed(
			'Segment knows the write key, but its settings name a host that is no address. Choose the Region instead of Automatic.',
		);
	}
	const found = regionAt(host ?? '');
	if (found && region !== 'auto' && found !== region) {
		return failed(
			`The write key is of the region ${REGION_NAMES[found]}, not ${REGION_NAMES[region]}, where its data would be lost. Choose ${REGION_NAMES[found]} or Automatic.`,
		);
	}
	const where = found
		? `It is of the region ${REGION_NAMES[found]}.`
		: !host
			? `Its settings name no region, which is ${REGION_NAMES.us}.`
			: `Its settings name the host ${new URL(host).host}.`;
	return { status: 'OK', message: `Segment knows the write key. ${where}` };
}

/** A host of the user's own may forward nothing but events, and is right all the same. */
function ofOwnHost(
	reply: Answer,
	settings: KeySettings | undefined,
	host: string,
	key: string,
): INodeCredentialTestResult {
	if (settings) return { status: 'OK', message: `${host} knows the write key.` };
	if (isUnknownKey(reply) && speaksOfKey(reply.body, key)) {
		return failed(`${host} does not know the write key, and would drop its data. ${COMPARE_KEY}`);
	}
	return {
		status: 'OK',
		message: `${host} is there, but cannot tell whether it knows the write key (${reply.status}).`,
	};
}

const SPEAKS_OF_KEY = /write.?key|unknown (project|source)/i;

/** Somebody else's 404 may repeat the address, and a key may be called “WriteKey”. */
function speaksOfKey(body: unknown, key: string): boolean {
	const text = isFields(body) ? JSON.stringify(body) : String(body ?? '');
	return SPEAKS_OF_KEY.test(text.replaceAll(key, ''));
}

const failed = (message: string): INodeCredentialTestResult => ({ status: 'Error', message });
