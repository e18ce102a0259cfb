import type {
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';

/**
 * Looks for what goes wrong when a secret is copied. Whether Segment has the same one shows only
 * when it signs the first request.
 */
export async function checkSharedSecret(
	this: ICredentialTestFunctions,
	{ data }: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	const secret = String(data?.sharedSecret ?? '');
	if (secret.trim() === '') {
		return { status: 'Error', message: 'Enter the Shared Secret of your Segment destination' };
	}
	if (secret !== secret.trim()) {
		return {
			status: 'Error',
			message: 'The Shared Secret starts or ends with a space or a line break. Remove it.',
		};
	}
	return { status: 'OK', message: 'Segment will be recognised by this secret' };
}
