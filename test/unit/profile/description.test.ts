import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { SegmentProfile } from '../../../nodes/SegmentProfile/SegmentProfile.node';

const { properties } = new SegmentProfile().description;

const valuesOf = (name: string) =>
	properties
		.filter((property) => property.name === name)
		.flatMap(({ options }) => options as INodePropertyOptions[])
		.map(({ value }) => value);

/** Whether a property is shown for this operation, this collection and this kind of ID. */
function isShown({ displayOptions }: INodeProperties, chosen: Record<string, string>): boolean {
	return Object.entries(displayOptions?.show ?? {}).every(
		([name, values]) => !(name in chosen) || (values as string[]).includes(chosen[name]),
	);
}

it('keeps the values that saved workflows hold', () => {
	expect(valuesOf('operation')).toEqual([
		'get',
		'getEvents',
		'getExternalIds',
		'getLinks',
		'getMetadata',
		'getTraits',
	]);
	expect(valuesOf('collection').sort()).toEqual(['accounts', 'users']);
	expect([...new Set(valuesOf('idType'))].sort()).toEqual([
		'anonymousId',
		'customId',
		'email',
		'groupId',
		'userId',
	]);
	expect(valuesOf('ifNotFound')).toEqual(['error', 'emptyResult', 'noItem']);
});

it('shows no two fields of one name at the same time', () => {
	for (const operation of valuesOf('operation') as string[]) {
		for (const collection of ['users', 'accounts']) {
			for (const idType of [...new Set(valuesOf('idType'))] as string[]) {
				const names = properties
					.filter((property) => isShown(property, { operation, collection, idType }))
					.map(({ name }) => name);
				expect(names).toEqual([...new Set(names)]);
			}
		}
	}
});

it('has a field of its own for each kind of ID', () => {
	for (const idType of new Set(valuesOf('idType') as string[])) {
		expect(properties.find(({ name }) => name === idType)).toMatchObject({
			type: 'string',
			required: true,
			displayOptions: { show: { idType: [idType] } },
		});
	}
});
