import { expect, type Locator, type Page } from '@playwright/test';

import { CredentialForm } from './credentialForm';
import { NodeDetails } from './nodeDetails';

/** n8n's editor as a person uses it: the canvas, the panel of nodes, and what opens from there. */
export class Editor {
	readonly details: NodeDetails;
	readonly credential: CredentialForm;
	readonly panel: Locator;
	/** Says whether the workflow is published, too. */
	readonly publishButton: Locator;

	constructor(readonly page: Page) {
		this.details = new NodeDetails(page);
		this.credential = new CredentialForm(page);
		this.panel = page.getByTestId('node-creator');
		this.publishButton = page.getByTestId('workflow-open-publish-modal-button');
	}

	/** Opens an empty workflow. */
	async openNew(): Promise<void> {
		await this.page.goto('/workflow/new');
		await expect(this.page.getByTestId('canvas-add-button')).toBeVisible();
	}

	/** A node of the canvas, by its name. */
	node(name: string): Locator {
		return this.page
			.getByTestId('canvas-node')
			.filter({ has: this.page.getByText(name, { exact: true }) });
	}

	/** Opens the panel of nodes: for the first node, else for the one after the last. */
	async search(text: string): Promise<void> {
		const first = this.page.getByTestId('canvas-add-button');
		const next = this.page.getByTestId('canvas-handle-plus');
		await first.or(next).last().click();
		await this.page.getByTestId('node-creator-search-bar').fill(text);
	}

	/** A node that the panel offers, by its whole name. */
	offered(name: string): Locator {
		return this.panel
			.getByTestId('item-iterator-item')
			.filter({ has: this.page.getByTestId('node-creator-item-name').getByText(name, EXACT) });
	}

	/**
	 * Adds a node after the last one, found in the panel by a search.
	 *
	 * @param action one of the node's actions, where it has any
	 */
	async add(search: string, name: string, action?: string): Promise<void> {
		await this.search(search);
		await this.offered(name).click();
		if (action !== undefined) await this.offered(action).click();
	}

	/** Asks n8n to publish the workflow, which it does in the background. */
	async publish(): Promise<void> {
		await this.publishButton.click();
		await this.page.getByTestId('workflow-publish-button').click();
	}

	async unpublish(): Promise<void> {
		await this.page.getByTestId('version-menu-button').click();
		await this.page.getByTestId('version-menu-item-unpublish').click();
		const question = this.page.getByTestId('workflow-history-version-unpublish-modal');
		await question.getByRole('button', { name: 'Unpublish' }).click();
		await expect(this.publishButton).toHaveText('Publish');
	}

	/** Adds a Manual Trigger, and an Edit Fields node that makes one item of the JSON given. */
	async addItem(json: object): Promise<void> {
		await this.add('manual', 'Manual Trigger');
		await this.add('edit fields', 'Edit Fields (Set)');
		await this.details.choose('mode', 'JSON');
		await this.details.writeCode('jsonOutput', JSON.stringify(json));
		await this.details.executeAndSucceed();
		await this.details.close();
	}

	/** Adds a Manual Trigger, and a Code node whose JavaScript returns the items. */
	async addItems(javaScript: string): Promise<void> {
		await this.add('manual', 'Manual Trigger');
		await this.add('code', 'Code', 'Code in JavaScript');
		await this.details.writeCode('jsCode', javaScript);
		await this.details.executeAndSucceed();
		await this.details.close();
	}
}

const EXACT = { exact: true };
