import { fieldsOf, modelIn } from '../../public-api/facts';
import type { Access } from './http/access';
import { idOf, nextNumber } from './ids';
import { pick } from './pick';
import { find, remove, route, SUCCESS, type Call, type Data, type Route } from './route';
import type { Feature, State, Thing } from './state';

type Fields = Record<string, unknown>;
type StoreCall = Call<Fields, Fields>;

/** A kind of things, and which operations read and change them. */
export interface Kind {
	/** Its name in refusals. */
	thing: string;
	/** Its name in the audit trail, where it is another. */
	audited?: string;
	feature?: Feature;
	access?: Access;
	things(state: State): Thing[];
	/** Operations by what they do; the lists' key is in the facts. */
	list?: string;
	get?: string;
	create?: string;
	update?: string;
	remove?: string;
	/** Parameter of the path that names one. */
	parameter: string;
	/** Letters before new ids, for all or by what is given. */
	prefix?: string;
	prefixOf?(call: StoreCall): string;
	/** Fields by which a thing belongs to what the request names; throws a 404 when there is none. */
	within?(call: StoreCall): Fields;
	/** What a new one has besides what it is given; what it is given may be refused. */
	created?(call: StoreCall): Fields;
	/** What a change of it changes, unless just what is given. */
	changed?(call: StoreCall, thing: Thing): Fields;
	/** Refuses, or takes along what cannot be without it. */
	removed?(call: StoreCall, thing: Thing): void;
}

const things = (kind: Kind, call: StoreCall): Thing[] => {
	const belonging = Object.entries(kind.within?.(call) ?? {});
	return kind
		.things(call.state)
		.filter((thing) => belonging.every(([name, value]) => thing[name] === value));
};

/** The one that the path names, or a 404. */
export function thingOf(kind: Kind, call: Call): Thing {
	const all = things(kind, call as StoreCall);
	return find(all, call.params[kind.parameter], kind.thing);
}

/** What most new things have, where Segment documents it. */
function usual({ state, now }: StoreCall): Fields {
	const at = new Date(now).toISOString();
	const author = state.users[0]?.id ?? 'token';
	return {
		enabled: true,
		workspaceId: state.workspace.id,
		createdAt: at,
		updatedAt: at,
		createdBy: author,
		updatedBy: author,
	};
}

/** What the operation answers about a thing: all that Segment documents of it, and no more. */
export function answerWith({ operation }: Call, thing: Fields): Data {
	const entries = fieldsOf(operation.data).map(({ name, type }) => {
		if (type.kind === 'model') return [name, pick(type.name, thing)];
		if (name === 'status') return [name, SUCCESS.status];
		if (name === 'deleted') return [name, true];
		return [name, thing[name]];
	});
	return Object.fromEntries(entries.filter(([, value]) => value !== undefined)) as Data;
}

function create(kind: Kind, call: StoreCall): Data {
	const thing: Thing = {
		...usual(call),
		...kind.within?.(call),
		...call.body,
		...kind.created?.(call),
		id: `${kind.prefixOf?.(call) ?? kind.prefix ?? ''}${idOf(kind.thing, nextNumber(call.state))}`,
	};
	kind.things(call.state).push(thing);
	call.audit(`${nameOf(kind)} Created`, nameOf(kind), thing);
	return answerWith(call, thing);
}

function update(kind: Kind, call: StoreCall): Data {
	const thing = thingOf(kind, call);
	const { updatedAt, updatedBy } = usual(call);
	Object.assign(thing, kind.changed?.(call, thing) ?? call.body, { updatedAt, updatedBy });
	call.audit(`${nameOf(kind)} Modified`, nameOf(kind), thing);
	return answerWith(call, thing);
}

function removeOne(kind: Kind, call: StoreCall): Data {
	const thing = thingOf(kind, call);
	kind.removed?.(call, thing);
	remove(kind.things(call.state), thing);
	call.audit(`${nameOf(kind)} Deleted`, nameOf(kind), thing);
	return answerWith(call, thing);
}

function list(kind: Kind, call: StoreCall): Data {
	const [field] = fieldsOf(call.operation.data).filter(({ type }) => type.kind === 'list');
	const model = modelIn(field.type);
	return call.page(field.name, things(kind, call), (page) =>
		page.map((thing) => (model === undefined ? thing : pick(model, thing))),
	);
}

/** The routes of a kind of things. */
export function routesOf(kind: Kind): Route[] {
	const { feature, access } = kind;
	const answers: Array<[string | undefined, (call: StoreCall) => Data]> = [
		[kind.list, (call) => list(kind, call)],
		[kind.get, (call) => answerWith(call, thingOf(kind, call))],
		[kind.create, (call) => create(kind, call)],
		[kind.update, (call) => update(kind, call)],
		[kind.remove, (call) => removeOne(kind, call)],
	];
	return answers.flatMap(([operation, answer]) =>
		operation === undefined ? [] : [route<Fields, Fields>({ operation, feature, access, answer })],
	);
}

const nameOf = ({ audited, thing }: Kind) => audited ?? thing;
