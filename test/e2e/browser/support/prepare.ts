import { installN8n } from '../../../support/n8n/install';
import { buildPackage } from '../../../support/n8n/package';
import { step } from '../../../support/n8n/steps';

/** Runs once, before the first pass. */
export default async function prepare(): Promise<void> {
	await step('Building the package', buildPackage);
	await step('Making n8n ready', async (onProgress) => await installN8n('newest', { onProgress }));
}
