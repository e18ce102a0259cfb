import { expect, type Locator, type Page } from '@playwright/test';

import { chooseFrom } from './nodeDetails';

/** The form of one credential. */
export class CredentialForm {
	readonly form: Locator;

	constructor(page: Page) {
		this.form = page.getByTestId('editCredential-modal');
	}

	/** The field of a property, by the property's name. */
	field(name: string): Locator {
		return this.form.getByTestId(`parameter-input-${name}`);
	}

	async fill(name: string, text: string): Promise<void> {
		await this.field(name).locator('input').fill(text);
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

	/** Saves a credential that passes n8n's test of it, which closes the form. */
	async saveAndPass(): Promise<void> {
		await this.form.getByTestId('credential-save-button').click();
		await expect(this.form).toBeHidden();
	}

	async close(): Promise<void> {
		await this.form.getByRole('button', { name: /close/i }).click();
		await expect(this.form).toBeHidden();
	}
}
