/**
 * How the events of Segment's spec are written down. Each line says one thing:
 *
 *     [product]                             begins a group of fields that several events have
 *     Order Completed: somebody ordered     begins an event, with its description
 *     	product_id+ id  its ID | item_id      is a field of it
 *     	...product                            stands for the fields of a group
 *
 * A field has its name, in which a dot leads into an object; `!` where the event means nothing
 * without it, or `+` where the form shows it from the start; its kind; and then, between bars, its
 * description, the names that others have for it, and the field that destinations rather read.
 * A kind can be `choice(a/b)`, or `records(group)` for a list of objects.
 */
import { titleOf } from '../../shared/title';
import { rowName, type FieldKind, type TypedField } from '../events/typedField';

/** A page of Segment's spec. */
export interface SpecPage {
	/** What the events are about, as the list of events has it. */
	area: string;
	/** Where the facts come from. */
	page: string;
	/** The events, in the notation of this file. */
	events: string;
}

export interface SpecEvent {
	name: string;
	description: string;
	area: string;
	fields: readonly TypedField[];
}

const GROUP = /^\[(.+)\]$/;
const EVENT = /^([^\t:]+): (.+)$/;
const INCLUDE = /^\t\.\.\.(.+)$/;
const FIELD = /^\t([\w.]+)([!+]?)\s+([a-z]+)(?:\(([^)]+)\))?(?:\s+([^|]+?))?((?:\s*\|[^|]*){0,2})$/;

const KINDS: readonly string[] = [
	'any',
	'choice',
	'id',
	'integer',
	'number',
	'object',
	'records',
	'switch',
	'text',
	'texts',
	'time',
] satisfies FieldKind[];

/**
 * The events of a page.
 *
 * @throws Error naming the line that is none of the notation's
 */
export function parsePage({ area, events: text }: SpecPage): SpecEvent[] {
	const groups = new Map<string, TypedField[]>();
	const events: SpecEvent[] = [];
	let fields: TypedField[] | undefined;
	for (const line of text.split('\n').map((each) => each.trimEnd())) {
		if (line === '') continue;
		const group = GROUP.exec(line);
		const event = EVENT.exec(line);
		if (group || event) {
			fields = [];
			if (group) groups.set(group[1], fields);
			if (event) events.push({ name: event[1], description: event[2], area, fields });
			continue;
		}
		const added = fieldsIn(line, groups);
		for (const field of added) add(fields, field, line);
	}
	return events;
}

function add(fields: TypedField[] | undefined, field: TypedField, line: string): void {
	if (!fields) throw wrongLine(line);
	const same = fields.findIndex((each) => rowName(each) === rowName(field));
	// what an event says itself stands over what its group says
	if (same < 0) fields.push(field);
}

function fieldsIn(line: string, groups: ReadonlyMap<string, TypedField[]>): TypedField[] {
	const include = INCLUDE.exec(line);
	if (include) return groupOf(groups, include[1], line);
	const match = FIELD.exec(line);
	if (!match || !KINDS.includes(match[3])) throw wrongLine(line);
	const [, name, mark, kind, inside, description, more] = match;
	const path = name.split('.');
	const [, otherNames = '', readBeside = ''] = more.split('|').map((part) => part.trim());
	return [
		{
			path,
			label: titleOf(path.filter((key) => key !== 'context').join(' ')),
			kind: kind as FieldKind,
			...(description !== undefined && { description }),
			required: mark === '!',
			isShown: mark !== '',
			...(kind === 'choice' && { options: inside?.split('/') ?? [] }),
			...(kind === 'records' && { fields: groupOf(groups, inside ?? '', line) }),
			...(otherNames !== '' && { otherNames: otherNames.split(/,\s*/) }),
			...(readBeside !== '' && { readBeside }),
		},
	];
}

function groupOf(
	groups: ReadonlyMap<string, TypedField[]>,
	name: string,
	line: string,
): TypedField[] {
	const group = groups.get(name);
	if (!group) throw wrongLine(line);
	return group;
}

function wrongLine(line: string): Error {
	return new Error(`Segment's spec has a line that cannot be read: ${line}`);
}
