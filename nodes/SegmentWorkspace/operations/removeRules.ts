import type { Operation } from '../request/operation';
import { sendInParts } from '../request/parts';
import { requireSome } from '../request/read';
import { readRules } from '../rules/read';
import { ruleName } from '../rules/rule';

/** Takes rules out of a tracking plan. */
export const removeRules: Operation = (form, endpoint) => {
	const rules = requireSome(form, 'rules', readRules(form, 'name'));
	const entries = rules.map(ruleName);
	return async (api) => {
		await sendInParts(api, endpoint, { name: 'rules', entries, plural: 'rules' });
		return rules.map(({ type, key, version }) => ({
			name: key ?? null,
			type,
			version,
			removed: true,
		}));
	};
};
