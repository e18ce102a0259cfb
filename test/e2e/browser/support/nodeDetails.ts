import { expect, type Locator, type Page } from '@playwright/test';

/** The view of one node: its input, its form and its output. A path is like `context.device.model` or
 * `integrations.destinations.destination[0].name`. */
export class NodeDetails {
	readonly view: Locator;
	readonly input: Locator;
	readonly form: Locator;
	readonly output: Locator;
	/** Why the list that is open cannot be shown. */
	readonly listProblem: Locator;

	constructor(private readonly page: Page) {
		this.view = page.getByTestId('ndv');
		this.input = page.getByTestId('ndv-input-panel');
		this.form = this.view.getByTestId('node-parameters').first();
		this.output = page.getByTestId('output-panel');
		this.listProblem = page.getByTestId('rlc-error-container').filter({ visible: true });
	}

	/** The labels of the form, from top to bottom, each with what n8n offers beside it. */
	labels(): Locator {
		return this.form.getByTestId('input-label').locator('label').filter({ visible: true });
	}

	/** The input of a parameter. */
	parameter(path: string): Locator {
		// a row of a resource mapper has quotes in its path
		return this.view.locator(`[data-parameter-path=${JSON.stringify(`parameters.${path}`)}]`);
	}

	/** A collection with its label, its fields and its button. */
	collection(path: string): Locator {
		const label = (name: string) =>
			`> .multi-parameter > [data-test-id="input-label"] [for="${name}"]`;
		return path
			.split('.')
			.reduce(
				(outer, name) => outer.locator(`[data-test-id="parameter-item"]:has(${label(name)})`),
				this.form,
			);
	}

	async fill(path: string, text: string): Promise<void> {
		const field = this.parameter(path).locator('input, textarea').first();
		await field.fill(text);
		await field.blur();
	}

	async choose(path: string, option: string): Promise<void> {
		await chooseFrom(this.parameter(path), option);
		await expect(this.parameter(path).locator('input').first()).toHaveValue(option);
	}

	async toggle(path: string): Promise<void> {
		await this.parameter(path).locator('.el-switch').click();
	}

	/**
	 * Writes into an editor of JSON or JavaScript, over what is there. n8n takes it over a moment
	 * later, which shows only in that it saves the workflow with it.
	 */
	async writeCode(path: string, code: string): Promise<void> {
		const saved = this.page.waitForRequest(
			(request) =>
				/\/rest\/workflows\b/.test(request.url()) &&
				(request.postData() ?? '').includes(JSON.stringify(code)),
		);
		const editor = this.parameter(path).locator('.cm-content');
		await editor.click();
		await this.page.keyboard.press('ControlOrMeta+A');
		await this.page.keyboard.insertText(code);
		await editor.blur();
		await saved;
	}

	/** Opens the list of a resource locator, and gives what it offers. */
	async openList(path: string): Promise<Locator> {
		await this.parameter(path).getByTestId('rlc-input').click();
		return this.page.getByTestId('rlc-item').filter({ visible: true });
	}

	async closeList(): Promise<void> {
		await this.page.keyboard.press('Escape');
		const lists = this.page.getByTestId('resource-locator-dropdown');
		await expect(lists.filter({ visible: true })).toHaveCount(0);
	}

	/** Searches in the list that is open. */
	async searchList(search: string): Promise<void> {
		await this.page.getByTestId('rlc-search').filter({ visible: true }).fill(search);
	}

	/** Picks from the searchable list of a resource locator, by the name of what is picked. */
	async pickFromList(path: string, search: string, name: string): Promise<void> {
		const items = await this.openList(path);
		await this.searchList(search);
		await expect(items.filter({ hasNotText: search })).toHaveCount(0);
		await items.getByText(name, { exact: true }).click();
		await expect(this.parameter(path).getByTestId('rlc-input')).toHaveValue(name);
	}

	/** Writes into a resource locator, in one of its modes that are typed. */
	async fillLocator(path: string, mode: string, text: string): Promise<void> {
		const locator = this.parameter(path);
		await chooseFrom(locator.getByTestId('rlc-mode-selector'), mode);
		const field = locator.getByTestId('rlc-input');
		await field.fill(text);
		await field.blur();
	}

	/** The label of a resource mapper, and those of its rows, from top to bottom. */
	mappedFields(): Locator {
		return this.form.getByTestId('mapping-fields-container').getByTestId('input-label');
	}

	/** Chooses how a resource mapper is filled. */
	async chooseMapping(mode: 'Map Automatically'): Promise<void> {
		await chooseFrom(this.form.getByTestId('mapping-mode-select'), mode);
	}

	/** Adds a field to a collection, by the field's label. */
	async addField(path: string, label: string): Promise<void> {
		await chooseFrom(this.collection(path).getByTestId('collection-parameter-add').last(), label);
	}

	/** Adds a row to a collection of rows. */
	async addRow(path: string): Promise<void> {
		await this.collection(path).getByTestId('fixed-collection-add').last().click();
	}

	/** A field of the input panel's schema, by its name. */
	inputField(name: string): Locator {
		return this.input.locator(`[data-target="mappable"][data-name="${name}"]`);
	}

	/** Drags a field of the input panel onto a parameter. */
	async drag(name: string, path: string): Promise<void> {
		const parameter = this.parameter(path);
		await this.dragUntil(name, parameter, async () => {
			await expect(parameter.locator('.cm-content')).toContainText(name, DROPPED);
		});
	}

	/** Drags a field of the input panel to where it becomes a row, such as Custom Properties. */
	async dragToRow(name: string, path: string): Promise<void> {
		const rows = this.view.getByTestId(`assignment-collection-${path}`);
		await this.dragUntil(name, rows.getByTestId('assignment-collection-drop-area'), async () => {
			const names = rows.getByTestId('assignment-name').locator('input');
			await expect(names.last()).toHaveValue(name, DROPPED);
		});
	}

	/** A drag that n8n did not take for one, as a busy machine has it, is done again. */
	private async dragUntil(
		name: string,
		target: Locator,
		seeDropped: () => Promise<void>,
	): Promise<void> {
		await expect(async () => {
			await target.scrollIntoViewIfNeeded();
			await this.inputField(name).hover();
			await this.page.mouse.down();
			// n8n takes it for a drag when the mouse has moved, and for a drop where it was last seen
			const { x, y } = await middle(target);
			await this.page.mouse.move(x, y - 20, { steps: 10 });
			await this.page.mouse.move(x, y, { steps: 5 });
			await this.page.mouse.up();
			await seeDropped();
		}).toPass({ timeout: 4 * DROPPED.timeout });
	}

	/** Chooses a credential in the last field for one: the second, where there are two. */
	async chooseCredential(name: string): Promise<void> {
		await chooseFrom(this.view.getByTestId('node-credentials-select').last(), name);
	}

	/** Opens the form of a first credential for the node. */
	async newCredential(): Promise<void> {
		await this.view.getByTestId('node-credentials-empty-state').getByRole('button').click();
	}

	/** Opens the form of the credential that is chosen. */
	async editCredential(): Promise<void> {
		await this.view.getByTestId('credential-edit-button').click();
	}

	/** The address that starts a webhook's workflow: while it is tested, or when it is published. */
	async webhookUrl(kind: 'Production URL' | 'Test URL'): Promise<string> {
		const urls = this.view.locator('.webhooks');
		const tab = urls.getByRole('radio', { name: kind });
		if (!(await tab.isVisible())) await urls.getByText('Webhook URLs').click();
		await tab.click();
		const url = urls.locator('.webhook-url');
		await expect(url).toContainText(kind === 'Test URL' ? '/webhook-test/' : '/webhook/');
		return (await url.innerText()).trim();
	}

	async execute(): Promise<void> {
		await this.view.getByTestId('node-execute-button').click();
	}

	async executeAndSucceed(): Promise<void> {
		await this.execute();
		await this.seeSuccess();
	}

	async seeSuccess(): Promise<void> {
		await expect(this.output.getByTestId('node-run-status-success')).toBeVisible();
	}

	/** The first rows of the output's table, as texts by column. */
	async outputRows(): Promise<Array<Record<string, string>>> {
		await this.output.getByTestId('radio-button-table').click();
		const table = this.output.locator('table').first();
		await expect(table).toBeVisible();
		const columns = await table.locator('thead th').allInnerTexts();
		const rows = await table.locator('tbody tr').all();
		return await Promise.all(
			rows.map(async (row) => {
				const cells = await row.locator('td').allInnerTexts();
				const named = columns.map((column, index) => [column.trim(), cells[index]?.trim() ?? '']);
				return Object.fromEntries(named.filter(([column]) => column)) as Record<string, string>;
			}),
		);
	}

	async close(): Promise<void> {
		await this.view.getByTestId('ndv-close-button').click();
		await expect(this.view).toBeHidden();
	}
}

/**
 * Chooses from a list by the option's name. n8n moves the focus into a field somewhat after
 * something was dropped on it, which closes a list that was just opened: then it is opened again.
 */
export async function chooseFrom(list: Locator, name: string): Promise<void> {
	const page = list.page();
	const option = page
		.getByRole('option')
		.filter({ visible: true })
		.filter({ has: page.getByText(name, { exact: true }) });
	await expect(async () => {
		if (!(await option.isVisible())) await list.click();
		await option.click({ timeout: LIST_TIMEOUT_MS });
	}).toPass({ timeout: 12 * LIST_TIMEOUT_MS });
}

const LIST_TIMEOUT_MS = 5_000;

const DROPPED = { timeout: 15_000 };

async function middle(target: Locator): Promise<{ x: number; y: number }> {
	const box = await target.boundingBox();
	if (!box) throw new Error('The place to drop at is not on the screen');
	return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}
