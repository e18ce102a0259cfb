import { Problem } from '../../shared/problem';
import { describe, type Fields } from '../../shared/read/describe';
import type { Form } from '../../shared/read/form';
import { nest } from '../../shared/read/json';
import { readName, readObject, readSwitch, trim } from '../../shared/read/values';

/**
 * Reads the Destinations collection into `integrations` (Segment docs, "Spec: Common Fields",
 * Integrations). Names are case sensitive and go out as they are typed.
 *
 * @throws Problem for a row without a name, a name twice, or options that are no JSON object
 */
export function readIntegrations(form: Form): Fields {
	const collection = form.collection('integrations');
	if (collection.isEmpty) return {};
	const all = collection.optionalFlag('all');
	const rows = collection.rows('destinations', 'destination');
	const label = form.label('integrations');
	const entries = rows.map((row): [string, unknown] => {
		const name = readName(row.value('name'), label, 'a destination');
		return [name, readMode(row, `${label} → ${name}`)];
	});
	return nest(all === undefined ? entries : [['All', all], ...entries], label, false);
}

/** On, off or options; also as a switch. A destination is never turned on because a value was odd. */
function readMode(row: Form, label: string): unknown {
	const given = row.value('mode');
	if (given === undefined && row.isTyped('mode')) return true;
	if (typeof given === 'string' && trim(given).toLowerCase() === 'options') {
		return readObject(row.value('options'), `${label} → Options (JSON)`) ?? {};
	}
	const isOn = isSwitch(given) ? readSwitch(given, label) : undefined;
	if (isOn !== undefined) return isOn;
	throw new Problem(
		`${label} → Send is ${describe(given ?? undefined)}`,
		'Use on, off or options.',
	);
}

const SWITCH = /^(on|off|true|false|1|0|yes|no)$/i;

const isSwitch = (given: unknown) =>
	['string', 'number', 'boolean'].includes(typeof given) && SWITCH.test(trim(String(given)));
