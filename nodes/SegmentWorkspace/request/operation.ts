/**
 * What an operation is, and the few kinds that most of them are. Each knows one item: it reads and
 * checks the whole form first, and gives the work that is left, which sends.
 */
import type { IDataObject } from 'n8n-workflow';

import type { Form } from '../../shared/read/form';
import type { ApiList, ApiRequest, PublicApi } from '../../shared/send/publicApi';
import { limit, pathOf } from './read';

/** Sends what has to be sent, and gives the records of the output. */
export type Work = (api: PublicApi) => Promise<IDataObject[]>;

/**
 * @param endpoint the operation's own request, with the IDs of the form in its path
 * @throws Problem for what the user filled in wrongly
 */
export type Operation = (form: Form, endpoint: Endpoint) => Work;

export type Endpoint = Pick<ApiRequest, 'method' | 'path'>;

/** A record of Segment's, as one flat record or several. */
export type Simplify = (record: IDataObject) => IDataObject | IDataObject[];

type Details = Pick<ApiRequest, 'body' | 'query' | 'repeatable'>;

/** The rest of a request, out of the form; where Segment has to be asked for a part, as a function. */
export type Input = (form: Form) => Details | ((api: PublicApi) => Promise<Details>);

/** The one record that Segment answers with. */
export function getOne(key: string, simplify: Simplify, input?: Input): Operation {
	return (form, endpoint) => {
		const request = requestOf(form, endpoint, input);
		const shape = shapeOf(form, simplify);
		return async (api) => shape([await api.record(await request(api), key)]);
	};
}

/** Records of one request that is not paged, such as the permissions that a change leads to. */
export function getSome(key: string, simplify: Simplify, input?: Input): Operation {
	return (form, endpoint) => {
		const request = requestOf(form, endpoint, input);
		const shape = shapeOf(form, simplify);
		return async (api) => shape(await api.records(await request(api), key));
	};
}

/**
 * The whole answer as one record.
 *
 * @param key a member that it must have
 */
export function getAnswer(key: string, simplify: Simplify, input?: Input): Operation {
	return (form, endpoint) => {
		const request = requestOf(form, endpoint, input);
		const shape = shapeOf(form, simplify);
		return async (api) => shape([(await api.send(await request(api), key)).data]);
	};
}

type ListDetails = Partial<Omit<ApiList, 'key'>>;

/** Records of a list, following its pages. */
export function getMany(
	key: string,
	simplify: Simplify,
	details: ListDetails | ((form: Form) => ListDetails) = {},
): Operation {
	return (form, { path }) => {
		const list = { path, key, ...(typeof details === 'function' ? details(form) : details) };
		const wanted = limit(form);
		const shape = shapeOf(form, simplify);
		// one record of Segment's can become several
		return async (api) => shape(await api.list(list, wanted)).slice(0, wanted);
	};
}

/** What the records of a list belong to. */
interface Owner {
	/** Path with the names of fields in braces, such as `/groups/{group}`. */
	path: string;
	/** Member of the answer that holds it. */
	key: string;
	/** The fields by which a record names it. */
	name: (owner: IDataObject) => IDataObject;
}

/** Records of a list below one thing; simplified ones name it. */
export function getManyOf(
	owner: Owner,
	key: string,
	simplify: (record: IDataObject) => IDataObject,
): Operation {
	return (form, { path }) => {
		const ownerPath = pathOf(form, owner.path);
		const isSimple = form.flag('simplify');
		const wanted = limit(form);
		return async (api) => {
			const records = await api.list({ path, key }, wanted);
			if (!isSimple || records.length === 0) return records;
			const owned = await api.record({ method: 'GET', path: ownerPath }, owner.key);
			return records.map((record) => ({ ...simplify(record), ...owner.name(owned) }));
		};
	};
}

/**
 * Something that Segment answers with a mere status.
 *
 * @param result what the item says instead
 */
export function perform(result: (form: Form) => IDataObject, input?: Input): Operation {
	return (form, endpoint) => {
		const request = requestOf(form, endpoint, input);
		const said = result(form);
		return async (api) => {
			await api.send(await request(api));
			return [said];
		};
	};
}

/** The deletion of what the field names. */
export function remove(field: string): Operation {
	return perform((form) => ({ id: form.requiredId(field), deleted: true }));
}

/** How the records are to come out: as the user's switch Simplify says. */
export function shapeOf(form: Form, simplify: Simplify): (records: IDataObject[]) => IDataObject[] {
	const isSimple = form.flag('simplify');
	return (records) => (isSimple ? records.flatMap<IDataObject>(simplify) : records);
}

function requestOf(form: Form, endpoint: Endpoint, input: Input = () => ({})) {
	const details = input(form);
	return async (api: PublicApi): Promise<ApiRequest> => ({
		...endpoint,
		...(typeof details === 'function' ? await details(api) : details),
	});
}
