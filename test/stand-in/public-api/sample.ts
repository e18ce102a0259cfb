import { fieldsOf, listsOf, type Field, type Type } from '../../public-api/facts';
import { idOf } from './ids';
import { find, type Call, type Data } from './route';

/** How many records a list has that nothing in the workspace stands behind. */
const RECORDS = 3;

/** Words that read better than the name of their field, as Segment's own enums spell them. */
const WORDS: Record<string, string> = {
	dataType: 'STRING',
	entityName: 'Booking',
	status: 'QUEUED',
	type: 'STRING',
	urls: 'https://downloads.example.test/part-1.csv.gz',
};

/** What a path or a body names has to be there. */
function checkNames({ state, params, body }: Call): void {
	const { spaceId, sourceId } = { ...(body as Record<string, string>), ...params };
	if (spaceId !== undefined) find(state.spaces, spaceId, 'Space');
	if (sourceId !== undefined) find(state.sources, sourceId, 'Source');
}

function valueOf(type: Type, name: string, n: number, call: Call): unknown {
	switch (type.kind) {
		case 'choice':
			return type.values[n % type.values.length];
		case 'list':
			return Array.from({ length: RECORDS }, (_, each) => valueOf(type.of, name, each, call));
		case 'model':
			return recordOf(fieldsOf(type.name), n, call);
		case 'boolean':
			return n % 2 === 0;
		case 'number':
			return n;
		case 'string':
			return textOf(name, n, call);
		default:
			return {};
	}
}

function textOf(name: string, n: number, { params, operation, now }: Call): string {
	// a record says of itself what the path says of all of them
	if (name in params) return params[name];
	if (/^id$|Id$/.test(name)) return idOf(`${operation.id} ${name}`, n);
	if (/At$|Time$/.test(name)) return new Date(now - n * 60_000).toISOString();
	const word = WORDS[name] ?? name.replace(/([A-Z])/g, ' $1').toLowerCase();
	return name in WORDS ? word : `${word} ${n}`;
}

function recordOf(fields: Field[], n: number, call: Call): Record<string, unknown> {
	const given = call.body as Record<string, unknown> | undefined;
	return Object.fromEntries(
		fields.map(({ name, type }) => [
			name,
			given?.[name] !== undefined && type.kind === 'string'
				? given[name]
				: valueOf(type, name, n, call),
		]),
	);
}

/**
 * An answer made of what Segment documents of it, for operations of which there is nothing to
 * remember: every documented field has a value of its type, the same in every run.
 */
export function sampleAnswer(call: Call): Data {
	checkNames(call);
	const lists = listsOf(call.operation);
	const pagings = lists.map(({ paging }) => paging?.name);
	const answer: Data = {};
	for (const field of fieldsOf(call.operation.data)) {
		const { name, type } = field;
		const value = valueOf(type, name, 0, call);
		if (lists.some(({ key }) => key === name)) {
			Object.assign(answer, call.page(name, value as unknown[]));
		} else if (!pagings.includes(name) && name !== 'pagination') {
			answer[name] = value;
		}
	}
	if (call.operation.method !== 'GET') {
		call.audit(call.operation.id, call.operation.area, { id: call.operation.id });
	}
	return answer;
}
