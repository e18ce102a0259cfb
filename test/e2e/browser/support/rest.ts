import type { APIResponse, Page } from '@playwright/test';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

/** Signs in, as n8n's login page does. */
export async function signIn(
	page: Page,
	{ email, password }: { email: string; password: string },
): Promise<void> {
	await dataOf(
		await page.request.post('/rest/login', { data: { emailOrLdapLoginId: email, password } }),
	);
}

/** Deletes the credentials of this type, as for somebody who uses the node for the first time. */
export async function haveNoCredential(page: Page, type: string): Promise<void> {
	const all = await dataOf(await page.request.get('/rest/credentials'));
	for (const credential of all as Array<{ id: string; type: string }>) {
		if (credential.type !== type) continue;
		await dataOf(await page.request.delete(`/rest/credentials/${credential.id}`));
	}
}

/** Makes this credential the only one of its type, so that a new node takes it by itself. */
export async function haveCredential(
	page: Page,
	type: string,
	name: string,
	data: ICredentialDataDecryptedObject,
): Promise<void> {
	await haveNoCredential(page, type);
	await dataOf(await page.request.post('/rest/credentials', { data: { type, name, data } }));
}

async function dataOf(answer: APIResponse): Promise<unknown> {
	if (!answer.ok()) {
		throw new Error(`${answer.url()} answered ${answer.status()}: ${await answer.text()}`);
	}
	return ((await answer.json()) as { data: unknown }).data;
}
