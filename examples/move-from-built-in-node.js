// @ts-check
'use strict';

/**
 * Turns the nodes of n8n's built-in Segment node in a saved workflow into nodes of this package:
 * what they send stays the same but for what docs/built-in-node.md lists. Everything else in the
 * workflow, names, connections, credentials and settings among it, stays as it is.
 *
 * It uses nothing from outside itself: it is also the code of the Code node in
 * move-from-built-in-node.json.
 *
 * @param {unknown} saved what n8n exports or copies: a workflow, a list of them, or nodes
 * @returns {{ notes: string[], workflow: unknown }} the same with other nodes, and what to look at
 */
function moveFromBuiltInNode(saved) {
	/** @typedef {Record<string, unknown>} Fields */
	/** @type {Record<string, string>} */
	const NEW_TYPES = {
		'n8n-nodes-base.segment': 'n8n-nodes-segment.segment',
		'n8n-nodes-base.segmentTool': 'n8n-nodes-segment.segmentTool',
	};
	/** n8n saves no value that is the built-in node's default. */
	const DEFAULT_RESOURCE = 'identify';
	/** @type {Record<string, string>} */
	const DEFAULT_OPERATIONS = { group: 'add', identify: 'create', track: 'event' };
	/** @type {string[]} */
	const notes = [];

	return { workflow: move(saved), notes };

	/** @param {unknown} value @returns {unknown} */
	function move(value) {
		if (Array.isArray(value)) return value.map(move);
		const fields = asFields(value);
		// some tools export an object around the workflow
		if (!Array.isArray(fields.nodes) && Array.isArray(asFields(fields.workflow).nodes)) {
			return { ...fields, workflow: move(fields.workflow) };
		}
		if (!Array.isArray(fields.nodes)) {
			throw new Error('This is no workflow: it has no list of nodes');
		}
		return { ...fields, nodes: fields.nodes.map((node) => moveNode(asFields(node))) };
	}

	/** @param {Fields} node @returns {Fields} */
	function moveNode(node) {
		const type = NEW_TYPES[String(node.type)];
		if (type === undefined) return node;
		const note = (/** @type {string} */ text) => notes.push(`Node “${node.name}”: ${text}`);
		const parameters = moveParameters(asFields(node.parameters), note);
		return { ...node, type, typeVersion: 1, parameters };
	}

	/** @param {Fields} old @param {(text: string) => void} note @returns {Fields} */
	function moveParameters(old, note) {
		const resource = String(old.resource ?? DEFAULT_RESOURCE);
		const operation = String(old.operation ?? DEFAULT_OPERATIONS[resource]);
		/** @type {Fields} */
		const parameters = { resource, operation };
		for (const name of namesKept(resource, operation)) {
			if (isFilled(old[name])) parameters[name] = old[name];
		}
		if (!isFilled(old.userId)) {
			note(
				'it has no User ID. The built-in node made up a new user for every item; now fill in User ID or Anonymous ID.',
			);
		}
		if (operation === 'event' && !isFilled(old.event)) note('it has no Event. Fill it in.');

		const isTrack = resource === 'track';
		const rows = isTrack ? asFields(old.properties).propertiesUi : asFields(old.traits).traitsUi;
		const assignments = moveRows(Array.isArray(rows) ? rows.map(asFields) : [], note);
		if (assignments.length > 0) {
			parameters[isTrack ? 'customProperties' : 'customTraits'] = { assignments };
		}
		const context = moveContext(asFields(asFields(old.context).contextUi), note);
		if (Object.keys(context).length > 0) parameters.context = context;
		const { integrationsUi } = asFields(old.integrations);
		const integrations = integrationsUi ? moveIntegrations(asFields(integrationsUi), note) : {};
		if (Object.keys(integrations).length > 0) parameters.integrations = integrations;
		// The built-in node takes names as they are; here a dot would make an object
		if (assignments.some(({ name }) => /\.|^=/.test(name))) {
			parameters.options = { nestDottedNames: false };
		}
		return parameters;
	}

	/** @param {string} resource @param {string} operation @returns {string[]} */
	function namesKept(resource, operation) {
		const names = ['userId', 'descriptionType', 'toolDescription'];
		if (resource === 'group') names.push('groupId');
		if (resource === 'track') names.push(operation === 'page' ? 'name' : 'event');
		return names;
	}

	/** A row without a type leaves what an expression returns in its own, as the built-in node does.
	 * @param {Fields[]} rows @param {(text: string) => void} note */
	function moveRows(rows, note) {
		const named = rows.filter(({ key }) => isFilled(key));
		if (named.length < rows.length) note('a trait or property without a key was left out.');
		return named.map(({ key, value }, index) => ({
			id: `moved-${index + 1}`,
			name: String(key),
			value: value ?? '',
			...(String(value).startsWith('=') ? {} : { type: 'string' }),
		}));
	}

	/** @param {Fields} old @param {(text: string) => void} note @returns {Fields} */
	function moveContext(old, note) {
		/** @type {Fields} */
		const context = {};
		// The built-in node never sends false, and false is what its form holds when untouched
		if (old.active === true || isExpression(old.active)) context.active = old.active;
		if (isFilled(old.ip)) context.ip = old.ip;
		if (isFilled(old.locate)) context.locale = old.locate;
		if (isFilled(old.timezone)) context.timezone = old.timezone;
		Object.assign(context, movePage(old.page, note));
		for (const name of ['app', 'campaign', 'device']) {
			const group = Object.entries(asFields(asFields(old[name])[`${name}Ui`]));
			const filled = group.filter(([, value]) => isFilled(value));
			if (filled.length > 0) context[name] = Object.fromEntries(filled);
		}
		return context;
	}

	/** Page is one text in the built-in node and an object in Segment's spec.
	 * @param {unknown} page @param {(text: string) => void} note @returns {Fields} */
	function movePage(page, note) {
		if (!isFilled(page)) return {};
		const expression = singleExpression(page);
		if (expression !== undefined) {
			note(
				'Context → Page is an expression, kept in Additional Context (JSON). Segment wants an object with path, referrer, search, title, url.',
			);
			return { additionalContext: `={{ { page: ${expression} } }}` };
		}
		const text = String(page);
		const field = /^=|^https?:/.test(text) ? 'url' : text.startsWith('/') ? 'path' : 'title';
		note(`Context → Page was a text and is Page → ${field} now.`);
		return { page: { [field]: page } };
	}

	/** @param {Fields} old @param {(text: string) => void} note @returns {Fields} */
	function moveIntegrations({ all = true, salesforce = false }, note) {
		/** @type {Fields} */
		const integrations = { all };
		if (all !== true) {
			note(
				'Integration → All is off, which the built-in node never told Segment. Now it counts: only the destinations listed get the message.',
			);
		}
		// an expression stays one: the node reads what it gives as a switch
		const mode = isExpression(salesforce) ? salesforce : 'on';
		if (isExpression(salesforce) || /^(true|1|yes|on)$/i.test(String(salesforce).trim())) {
			integrations.destinations = { destination: [{ name: 'Salesforce', mode }] };
		}
		return integrations;
	}

	/** @param {unknown} value @returns {string | undefined} what is inside `={{ }}` when that is all */
	function singleExpression(value) {
		const inside = /^=\s*\{\{([^]*)\}\}\s*$/.exec(String(value))?.[1];
		return inside === undefined || inside.includes('{{') ? undefined : inside.trim();
	}

	/** @param {unknown} value */
	function isExpression(value) {
		return typeof value === 'string' && value.startsWith('=');
	}

	/** @param {unknown} value */
	function isFilled(value) {
		return value !== undefined && value !== null && value !== '';
	}

	/** @param {unknown} value @returns {Fields} */
	function asFields(value) {
		return typeof value === 'object' && value !== null ? /** @type {Fields} */ (value) : {};
	}
}

/** `node move-from-built-in-node.js workflow.json > moved.json`; notes go to standard error. */
function main() {
	const { readFileSync } = require('node:fs');
	const [file] = process.argv.slice(2);
	try {
		const { workflow, notes } = moveFromBuiltInNode(parse(decode(readFileSync(file ?? 0))));
		console.log(JSON.stringify(workflow, null, 2));
		for (const note of notes) console.error(note);
	} catch (error) {
		console.error(`${file ?? 'Standard input'}: ${error instanceof Error ? error.message : error}`);
		process.exitCode = 1;
	}
}

/** Editors and shells of Windows save UTF-16, or UTF-8 with a mark in front.
 * @param {Buffer} bytes @returns {string} */
function decode(bytes) {
	const encoding =
		bytes[0] === 0xff && bytes[1] === 0xfe
			? 'utf-16le'
			: bytes[0] === 0xfe && bytes[1] === 0xff
				? 'utf-16be'
				: 'utf-8';
	return new TextDecoder(encoding).decode(bytes);
}

/** @param {string} text @returns {unknown} */
function parse(text) {
	try {
		return JSON.parse(text);
	} catch {
		throw new Error('This is no JSON. Give the file that n8n downloads: Workflow → … → Download');
	}
}

module.exports = { moveFromBuiltInNode };
if (require.main === module) main();
