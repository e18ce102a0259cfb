import type { IExecuteSingleFunctions, INodeParameters } from 'n8n-workflow';

import type { MessageParameters } from '../message/compose';
import type { CustomFields, Row } from '../message/customFields';
import { isFields } from '../message/json';
import type { Fields, MessageType } from '../message/types';
import { GROUP_TRAITS } from '../properties/group';
import { EMAIL, FULL_NAME, USER_TRAITS } from '../properties/identify';
import { EVENT_PROPERTIES, PAGE_PROPERTIES } from '../properties/track';
import { resolveReferences } from './fieldReferences';

/** `name` is the parameter of a page's name, so the form calls the person's name `fullName`. */
const IDENTIFY_TRAITS = [EMAIL, { ...FULL_NAME, name: 'name' }, ...USER_TRAITS];

/**
 * Reads what the form holds for one item. Every read may evaluate expressions, so each is needed.
 *
 * @param saved the node's parameters as they are saved
 */
export function readParameters(
	context: IExecuteSingleFunctions,
	saved: INodeParameters,
	type: MessageType,
): MessageParameters {
	const item = context.getInputData().json;
	const read = (name: string, fallback: INodeParameters | string = ''): unknown =>
		resolveReferences(saved[name], item) ?? context.getNodeParameter(name, fallback);
	const readFields = (name: string) => {
		const value = read(name, {});
		return isFields(value) ? value : {};
	};
	const shared = {
		type,
		userId: read('userId'),
		context: readFields('context'),
		integrations: readFields('integrations'),
		...pickAdditionalFields(readFields('additionalFields')),
	};
	if (type === 'alias') return { ...shared, previousId: read('previousId') };
	const anonymousId = read('anonymousId');
	switch (type) {
		case 'identify':
			return {
				...shared,
				anonymousId,
				named: {
					definitions: IDENTIFY_TRAITS,
					values: { ...readFields('traits'), email: read('email'), name: read('fullName') },
				},
				custom: readCustom('Traits'),
			};
		case 'group':
			return {
				...shared,
				anonymousId,
				groupId: read('groupId'),
				named: { definitions: GROUP_TRAITS, values: readFields('groupTraits') },
				custom: readCustom('Traits'),
			};
		case 'track':
			return {
				...shared,
				anonymousId,
				event: read('event'),
				named: { definitions: EVENT_PROPERTIES, values: readFields('properties') },
				custom: readCustom('Properties'),
			};
		case 'page':
			return {
				...shared,
				anonymousId,
				name: read('name'),
				category: read('category'),
				named: { definitions: PAGE_PROPERTIES, values: readFields('pageProperties') },
				custom: readCustom('Properties'),
			};
		case 'screen':
			return {
				...shared,
				anonymousId,
				name: read('name'),
				category: read('category'),
				custom: readCustom('Properties'),
			};
	}

	function readCustom(what: 'Traits' | 'Properties'): CustomFields {
		if (read(`specify${what}`, 'fields') === 'json') {
			return { json: read(`custom${what}Json`) };
		}
		const { assignments } = readFields(`custom${what}`);
		return { rows: Array.isArray(assignments) ? (assignments as Row[]) : [] };
	}
}

function pickAdditionalFields({ timestamp, messageId }: Fields) {
	return { timestamp, messageId };
}
