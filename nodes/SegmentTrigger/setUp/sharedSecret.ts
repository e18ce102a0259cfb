import type {
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';

import { asProblem, sentences } from '../../shared/run/errors';
import { readSharedSecret } from '../parameters';

/**
 * Looks for what goes wrong when a secret is copied. Whether Segment has the same one shows only
 * when it signs the first request.
 */
export async function checkSharedSecret(
	this: ICredentialTestFunctions,
	{ data }: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	try {
		if (readSharedSecret(data?.sharedSecret) === undefined) {
			return { status: 'Error', message: 'Enter the Shared Secret of your Segment destination' };
		}
	} catch (error) {
		return { status: 'Error', message: sentences(asProblem(error)) };
	}
	return { status: 'OK', message: 'Segment will be recognised by this secret' };
}
