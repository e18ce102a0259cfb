import type { Operation } from '../request/operation';
import { refuseEmpty, requireSome } from '../request/read';
import { compareRules } from '../rules/compare';
import { readRules } from '../rules/read';
import { ruleName, type Rule } from '../rules/rule';

/**
 * Adds and changes rules of a tracking plan, or replaces all of them, and gives what that changes.
 * Where nothing would change, or a dry run is wanted, nothing is sent.
 */
export function changeRules(replaces: boolean): Operation {
	return (form, endpoint) => {
		// an expression that gives nothing must not be what sends
		const isDryRun = form.requiredFlag('dryRun');
		const given = readRules(form, replaces ? 'schema' : 'schemaAndNewName');
		const wanted = replaces
			? refuseEmpty(form, 'rules', given, 'This would remove all rules of the tracking plan')
			: requireSome(form, 'rules', given);
		const rules = wanted.map((rule) => ({
			...ruleName(rule),
			jsonSchema: rule.jsonSchema as object,
			...(rule.newKey !== undefined && { newKey: rule.newKey }),
		}));
		return async (api) => {
			const present = await api.list({ path: endpoint.path, key: 'rules' });
			const rows = compareRules(present as unknown as Rule[], wanted, replaces);
			const isChange = rows.some(({ change }) => change !== 'unchanged');
			if (isChange && !isDryRun) await api.send({ ...endpoint, body: { rules } });
			return rows.map((row) => ({ ...row, dryRun: isDryRun }));
		};
	};
}
