import { expect, type Locator, type Page } from '@playwright/test';

import { chooseFrom } from './nodeDetails';

/** The form of one credential. */
export class CredentialForm {
	readonly form: Locator;
	/** The green box that says so when n8n's test of the credential passed. */
	readonly success: Locator;

	constructor(private readonly page: Page) {
		this.form = page.getByTestId('editCredential-modal');
		this.success = this.form.getByText('Connection tested successfully');
	}

	/** The field of a property, by the property's name. */
	field(name: string): Locator {
		return this.form.getByTestId(`parameter-input-${name}`);
	}

	async fill(name: string, text: string): Promise<void> {
		await this.field(name).locator('input, textarea').fill(text);
	}

	async choose(name: string, option: string): Promise<void> {
		await chooseFrom(this.field(name), option);
	}

	/** Saves a credential that fails n8n's test of it, and gives the reason that n8n shows. */
	async saveAndFail(): Promise<Locator> {
		await this.form.getByTestId('credential-save-button').click();
		await this.form.getByText('More details').click();
		return this.form.getByTestId('node-credentials-config-container');
	}

	/** Saves changes of a credential, which passes n8n's test of it. */
	async saveChange(): Promise<void> {
		await this.form.getByTestId('credential-save-button').click();
		await expect(this.form.getByText('Saved', { exact: true })).toBeVisible();
		await expect(this.success).toBeVisible();
	}

	/** Saves a new credential that passes n8n's test of it, which closes the form. */
	async saveAndPass(): Promise<void> {
		await this.form.getByTestId('credential-save-button').click();
		await expect(this.form).toBeHidden();
	}

	/** What the next test of the credential answers n8n, which does not show it when it is good. */
	async nextTest(): Promise<unknown> {
		const answer = await this.page.waitForResponse(/\/rest\/credentials\/test$/);
		return ((await answer.json()) as { data: unknown }).data;
	}

	async close(): Promise<void> {
		await this.form.getByRole('button', { name: /close/i }).click();
		await expect(this.form).toBeHidden();
	}
}
