import type { IDataObject } from 'n8n-workflow';

import { Problem } from '../../shared/problem';
import type { PublicApi } from '../../shared/send/publicApi';
import { getOne, type Operation } from '../request/operation';
import { pathOf, present } from '../request/read';
import { mapping } from '../simplify/destinations';
import { object, objects } from '../simplify/values';

/** Creates a mapping, where wanted with what the catalog suggests for the fields of its action. */
export const createMapping: Operation = getOne('destinationSubscription', mapping, (form) => {
	const actionId = form.requiredId('action');
	const fields = form.collection('additionalFields');
	const settings = fields.object('settings') as IDataObject | undefined;
	const body = {
		name: form.requiredText('name'),
		actionId,
		trigger: form.requiredText('trigger'),
		enabled: form.flag('enabled'),
		modelId: fields.id('model'),
	};
	if (!form.flag('fillDefaults')) return { body: present({ ...body, settings }) };
	const path = pathOf(form, '/destinations/{destination}');
	return async (api) => ({
		body: present({
			...body,
			settings: { ...(await defaultsOf(api, path, actionId)), ...settings },
		}),
	});
});

/** What the catalog suggests for the fields of an action. */
async function defaultsOf(api: PublicApi, path: string, actionId: string): Promise<IDataObject> {
	const { metadata } = await api.record({ method: 'GET', path }, 'destination');
	const action = objects(object(metadata).actions).find(({ id }) => id === actionId);
	if (!action) {
		throw new Problem(
			'The destination has no such action',
			`Choose one from the list: there is none with the ID “${actionId}”.`,
		);
	}
	const suggested = objects(action.fields).filter(
		({ defaultValue }) => (defaultValue ?? null) !== null,
	);
	return Object.fromEntries(
		suggested.map(({ fieldKey, defaultValue }) => [String(fieldKey), defaultValue]),
	) as IDataObject;
}
