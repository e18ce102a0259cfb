import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import {
	NodeHelpers,
	type INode,
	type INodeParameters,
	type INodeProperties,
	type INodePropertyCollection,
	type INodePropertyOptions,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { LIBRARY } from '../../../nodes/Segment/message/library';
import { credentials, nodes, packageJson, type Offered } from './package';

/** A property with what stands beside it, wherever it is in the form. */
interface Found {
	path: string;
	property: INodeProperties;
	siblings: INodeProperties[];
}

function walk(properties: INodeProperties[], path = ''): Found[] {
	return properties.flatMap((property) => {
		const here = path ? `${path}.${property.name}` : property.name;
		const groups =
			property.type === 'fixedCollection'
				? (property.options as INodePropertyCollection[]).map(({ values }) => values)
				: property.type === 'collection'
					? [property.options as INodeProperties[]]
					: [];
		return [
			{ path: here, property, siblings: properties },
			...groups.flatMap((group) => walk(group, here)),
		];
	});
}

function optionsOf(property: INodeProperties): INodePropertyOptions[] {
	const hasValues = property.type === 'options' || property.type === 'multiOptions';
	return hasValues ? ((property.options ?? []) as INodePropertyOptions[]) : [];
}

/** The values that a property can have, where they are known. */
function valuesOf(properties: INodeProperties[], name: string): unknown[] {
	return properties
		.filter((property) => property.name === name)
		.flatMap((property) =>
			property.type === 'boolean' ? [true, false] : optionsOf(property).map(({ value }) => value),
		);
}

const TYPE_OF_DEFAULT: Record<string, string> = {
	string: 'string',
	number: 'number',
	boolean: 'boolean',
	json: 'string',
	dateTime: 'string',
	notice: 'string',
	color: 'string',
	collection: 'object',
	fixedCollection: 'object',
	assignmentCollection: 'object',
	filter: 'object',
	resourceLocator: 'object',
	resourceMapper: 'object',
};

function checkDisplayOptions({ path, property, siblings }: Found, root: INodeProperties[]): void {
	const { show = {}, hide = {} } = property.displayOptions ?? {};
	for (const [key, wanted] of [...Object.entries(show), ...Object.entries(hide)]) {
		if (key.startsWith('@')) continue;
		const among = key.startsWith('/') ? root : siblings;
		const name = key.replace(/^\//, '').split('.')[0];
		expect([path, among.some((each) => each.name === name)]).toEqual([path, true]);
		const known = valuesOf(among, name);
		if (known.length === 0) continue;
		for (const value of wanted ?? []) {
			if (typeof value !== 'object')
				expect([path, key, known]).toEqual([path, key, expect.arrayContaining([value])]);
		}
	}
}

function checkFormOf(properties: INodeProperties[]): void {
	for (const found of walk(properties)) {
		const { path, property } = found;
		const { displayName, name, type, default: value, typeOptions } = property;
		expect([path, Boolean(displayName && name && type)]).toEqual([path, true]);
		expect([path, value]).not.toEqual([path, undefined]);
		if (typeOptions?.multipleValues && type !== 'fixedCollection') {
			expect([path, Array.isArray(value)]).toEqual([path, true]);
		} else if (type === 'number' && value === '') {
			// not sent until it is filled in; n8n's own nodes have it so too
			expect([path, typeOptions?.minValue]).toEqual([path, undefined]);
		} else if (TYPE_OF_DEFAULT[type]) {
			expect([path, typeof value]).toEqual([path, TYPE_OF_DEFAULT[type]]);
		}
		const options = optionsOf(property).map((option) => option.value);
		expect([path, new Set(options).size]).toEqual([path, options.length]);
		if (type === 'options' && options.length > 0) {
			expect([path, options]).toEqual([path, expect.arrayContaining([value])]);
		}
		checkDisplayOptions(found, properties);
	}
}

describe.each(nodes)('node $name', ({ name, folder, path, type }) => {
	const { description } = type;
	const { properties } = description;

	it('has a form whose properties are complete and refer to what exists', () => {
		checkFormOf(properties);
	});

	it('shows no two properties of one name at a time', () => {
		// n8n makes an agent's tool of a node under another name
		for (const variant of [description, { ...description, name: `${description.name}Tool` }]) {
			for (const parameters of situationsOf(variant)) {
				const names = shownIn(variant, parameters).map((property) => property.name);
				const twice = names.filter((each, index) => names.indexOf(each) !== index);
				expect([parameters, twice]).toEqual([parameters, []]);
			}
		}
	});

	it('has words and a way for every operation', () => {
		const ofAll = properties.find((each) => each.name === 'resource')?.routing;
		for (const property of properties.filter((each) => each.name === 'operation')) {
			const resources = (property.displayOptions?.show?.resource ?? ['']) as string[];
			for (const { value, action, description: words, routing } of optionsOf(property)) {
				expect([value, Boolean(action && words)]).toEqual([value, true]);
				for (const resource of resources) {
					const custom = type.customOperations?.[resource]?.[String(value)];
					const way = routing ?? property.routing ?? ofAll ?? custom ?? type.execute;
					expect([resource, value, Boolean(way)]).toEqual([resource, value, true]);
				}
			}
		}
	});

	it('has the methods that its form names', () => {
		for (const { path: at, property } of walk(properties)) {
			const { loadOptionsMethod, resourceMapper } = property.typeOptions ?? {};
			const searches = (property.modes ?? []).map((mode) => mode.typeOptions?.searchListMethod);
			const { loadOptions = {}, listSearch = {}, resourceMapping = {} } = type.methods ?? {};
			if (loadOptionsMethod) expect([at, loadOptionsMethod in loadOptions]).toEqual([at, true]);
			for (const search of searches) {
				if (search) expect([at, search in listSearch]).toEqual([at, true]);
			}
			const mapper = resourceMapper?.resourceMapperMethod;
			if (mapper) expect([at, mapper in resourceMapping]).toEqual([at, true]);
		}
	});

	it('can be told apart, found and recognised', () => {
		expect(description.displayName).toMatch(/^Twilio Segment/);
		expect(description.name).toBe(name[0].toLowerCase() + name.slice(1));
		expect(description.defaults.name).toMatch(/^Segment/);
		checkIcon(folder, description.icon);
		expect(codexOf(path)).toMatchObject({
			node: `${packageJson.name}.${description.name}`,
			nodeVersion: expect.any(String) as string,
			codexVersion: expect.any(String) as string,
			categories: expect.any(Array) as string[],
			resources: expect.any(Object) as object,
		});
	});

	it('is in categories that n8n has', () => {
		const { categories, subcategories = {} } = codexOf(path);
		expect(categories).toEqual(CATEGORIES.filter((each) => categories.includes(each)));
		expect(categories).not.toEqual([]);
		for (const [category, names] of Object.entries(subcategories)) {
			expect(categories).toContain(category);
			for (const each of names) expect(SUBCATEGORIES[category] ?? []).toContain(each);
		}
	});

	it("has nothing that makes n8n's editor hide its actions or fields", () => {
		// n8n lists no actions of a node that is a tool by its codex; usableAsTool makes a tool of its own
		expect(codexOf(path)).not.toHaveProperty('subcategories.AI');
		// n8n's coming rule wants one credential per choice by exclusive `show`. But n8n's editor takes a
		// field that credentials are shown by for the choice of a credential, leaves it out of the form and
		// sets it by the credentials that exist: so the trigger hides its credentials by 'Set-Up' instead
		const shownBy = (description.credentials ?? []).flatMap(({ displayOptions }) =>
			Object.keys(displayOptions?.show ?? {}),
		);
		const fields = description.properties.filter(({ type }) => type !== 'hidden');
		expect(fields.filter(({ name }) => shownBy.includes(name))).toEqual([]);
	});

	it("tells n8n's builder when to choose it, and what belongs to it", () => {
		const { searchHint, relatedNodes = [] } = description.builderHint ?? {};
		expect(searchHint).toMatch(/^For /);
		const others = nodes.filter((each) => each.name !== name).map(({ type: other }) => other);
		expect(relatedNodes).toEqual(
			others.map((other) => ({
				nodeType: `${packageJson.name}.${other.description.name}`,
				relationHint: expect.any(String) as string,
			})),
		);
	});

	it("tells n8n's builder of the IDs, in prose, and nothing where n8n would not load it", () => {
		const hinted = walk(properties).flatMap(({ path: at, property }) => [
			{ at, kind: property.type, hint: property.builderHint },
			...optionsOf(property).map(({ value, builderHint }) => ({
				at: `${at}=${String(value)}`,
				kind: 'a choice',
				hint: builderHint,
			})),
		]);
		for (const { at, kind, hint } of hinted) {
			if (hint === undefined) continue;
			// n8n refuses to load a node that has one there
			if (kind === 'options') expect(at).not.toMatch(/(^|\.)(mode|operation|resource)$/);
			expect([at, hint.propertyHint]).toEqual([at, expect.stringMatching(/^[^{}]+\.$/)]);
		}
		const ids = /^(anonymousId|groupId|previousId|userId)$/;
		for (const { path: at, property } of walk(properties)) {
			const isList = property.modes?.some((mode) => mode.name === 'id') ?? false;
			if (property.type === 'string' && at === property.name && ids.test(at)) {
				expect([at, property.builderHint]).toEqual([at, expect.any(Object)]);
			}
			if (isList) expect([at, property.builderHint]).toEqual([at, expect.any(Object)]);
		}
	});

	it('has hints that say something, at a place and a time that n8n knows', () => {
		for (const hint of description.hints ?? []) {
			expect(hint).toEqual({
				message: expect.stringMatching(/\.$/) as string,
				type: expect.stringMatching(/^(info|warning)$/) as string,
				location: 'outputPane',
				whenToDisplay: 'beforeExecution',
				displayCondition: expect.stringMatching(/^=\{\{ .+ \}\}$/) as string,
			});
		}
	});

	it('uses credentials that the package has', () => {
		const names = credentials.map(({ type: credential }) => credential.name);
		for (const credential of description.credentials ?? []) {
			expect(names).toContain(credential.name);
		}
	});
});

interface Codex {
	categories: string[];
	subcategories?: Record<string, string[]>;
	alias: string[];
}

function codexOf(path: string): Codex {
	return JSON.parse(readFileSync(`${path}.json`, 'utf8')) as Codex;
}

/** The categories that n8n's documentation lets a community node choose from. */
const CATEGORIES = [
	'Analytics',
	'Communication',
	'Data & Storage',
	'Development',
	'Finance & Accounting',
	'Marketing & Content',
	'Miscellaneous',
	'Productivity',
	'Sales',
	'Utility',
];

/** The subcategories that n8n's own nodes use of these: none; others are of categories for its core nodes. */
const SUBCATEGORIES: Record<string, string[]> = {};

/** n8n's panel shows a node and the trigger of its name as one entry, which is the node's. */
it.each(['segment', 'twilio', 'track event', 'identify', 'segment trigger', 'webhook', 'cdp'])(
	'is found by “%s”',
	(words) => {
		const found = nodes.filter(({ path, type: { description } }) =>
			[description.displayName, ...codexOf(path).alias].some((each) =>
				each.toLowerCase().includes(words),
			),
		);
		expect(found.map(({ name }) => name)).toEqual(
			expect.arrayContaining(['Segment', 'SegmentTrigger']),
		);
	},
);

/** Parameters for every resource and operation, with every value of what else shows or hides. */
function situationsOf(description: INodeTypeDescription): INodeParameters[] {
	const switches = new Set(
		description.properties.flatMap(({ displayOptions }) => [
			...Object.keys(displayOptions?.show ?? {}),
			...Object.keys(displayOptions?.hide ?? {}),
		]),
	);
	const situations: INodeParameters[] = [];
	for (const resource of choicesOf(description, {}, 'resource')) {
		for (const pair of choicesOf(description, resource, 'operation')) {
			situations.push(pair);
			for (const { name } of shownIn(description, pair)) {
				if (switches.has(name) && !(name in pair)) {
					situations.push(...choicesOf(description, pair, name));
				}
			}
		}
	}
	return situations;
}

/** The given parameters with each value that a property shown with them can have. */
function choicesOf(
	description: INodeTypeDescription,
	given: INodeParameters,
	name: string,
): INodeParameters[] {
	const values = valuesOf(shownIn(description, given), name);
	return values.length === 0
		? [given]
		: values.map((value) => ({ ...given, [name]: value }) as INodeParameters);
}

/** The properties on the form's first level that a person sees. */
function shownIn(description: INodeTypeDescription, given: INodeParameters): INodeProperties[] {
	const { properties, version } = description;
	const node = { typeVersion: Array.isArray(version) ? Math.max(...version) : version } as INode;
	const filled = NodeHelpers.getNodeParameters(properties, given, true, true, node, description);
	const values = filled ?? {};
	return properties.filter((property) =>
		NodeHelpers.displayParameter(values, property, node, description),
	);
}

describe.each(credentials)('credential $name', ({ name, folder, type }) => {
	it('has a form whose properties are complete and refer to what exists', () => {
		checkFormOf(type.properties);
	});

	it('hides every secret', () => {
		const secrets = type.properties.filter((property) =>
			/(key|token|secret|password)$/i.test(property.name),
		);
		for (const { name: property, typeOptions } of secrets) {
			expect([property, typeOptions?.password]).toEqual([property, true]);
		}
	});

	it('can be tested where it goes with requests, has an icon and says where to read on', () => {
		const testers = nodes
			.flatMap(({ type: { description } }) => description.credentials ?? [])
			.filter((each) => each.name === type.name && each.testedBy !== undefined);
		if (type.authenticate) expect([type.test, ...testers]).not.toEqual([undefined]);
		expect(type.name).toBe(name[0].toLowerCase() + name.slice(1));
		expect(type.documentationUrl).toMatch(/^https:\/\//);
		checkIcon(folder, type.icon);
	});
});

function checkIcon(folder: string, icon: Offered<{ icon?: unknown }>['type']['icon']): void {
	const { light, dark } = icon as { light: string; dark: string };
	expect(light).not.toBe(dark);
	for (const file of [light, dark]) {
		expect(file).toMatch(/^file:.+\.svg$/);
		const path = join(folder, file.replace(/^file:/, ''));
		expect([path, existsSync(path)]).toEqual([path, true]);
	}
}

it('names its credentials unlike n8n’s own, but for segmentApi, which people already have', () => {
	const names = credentials.map(({ type }) => type.name);
	expect(new Set(names).size).toBe(names.length);
	expect(names).toContain('segmentApi');
	// Of n8n's own credentials only segmentApi begins with "segment"
	for (const name of names) expect(name).toMatch(/^segment[A-Z]/);
});

it('keeps the property in which n8n’s built-in node saves the write key', () => {
	const segmentApi = credentials.find(({ type }) => type.name === 'segmentApi');
	const properties = segmentApi?.type.properties ?? [];
	expect(properties.map((property) => property.name)).toContain('writekey');
});

it('tells Segment the version of the package', () => {
	expect(LIBRARY).toEqual({ name: packageJson.name, version: packageJson.version });
});
