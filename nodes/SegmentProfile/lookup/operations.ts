import type { IDataObject } from 'n8n-workflow';

import { Problem } from '../../shared/problem';
import type { Form } from '../../shared/read/form';
import type { Task } from '../../shared/run/items';
import { profileNotFound } from './answer';
import { identifierText, readIdentifier } from './identifier';
import { readAll, readMetadata, readTraits, type Fetch, type ListRoute } from './pages';
import { readProfile, type Part } from './profile';
import type { Space } from './space';
import type { Query } from './url';

/**
 * Reads one item's form and checks it; nothing is sent before the task runs.
 *
 * @throws Problem naming the field that has to change
 */
export type Operation = (form: Form, space: Space) => Task;

/** A record for each entry of a list, or the parts of one profile by name; undefined when there is none. */
type Result = IDataObject[] | IDataObject | undefined;

export const OPERATIONS: Record<string, Operation> = {
	get: lookUp((form) => {
		const parts = form.attempt(() => readParts(form)) ?? [];
		const eventLimit = parts.includes('events') ? form.number('eventLimit') : 0;
		return async (fetch) => await readProfile(fetch, parts, eventLimit);
	}),

	getEvents: list('events', (form) => {
		const filters = form.collection('filters');
		return {
			start: filters.time('start'),
			end: filters.time('end'),
			include: filters.texts('include'),
			exclude: filters.texts('exclude'),
			sort: form.collection('options').optionalChoice('sort'),
		};
	}),

	getExternalIds: list('external_ids', (form) => ({
		include: form.collection('filters').texts('include'),
		verbose: readVerbose(form),
	})),

	getLinks: list('links', () => ({})),

	getMetadata: lookUp((form) => {
		const query = { verbose: readVerbose(form) };
		return async (fetch) => {
			const metadata = await readMetadata(fetch, query);
			return metadata && { metadata };
		};
	}),

	getTraits: lookUp((form) => {
		const filters = form.collection('filters');
		const query = {
			class: filters.optionalChoice('class'),
			include: filters.texts('include'),
			verbose: readVerbose(form),
		};
		const limit = readLimit(form);
		return async (fetch) => {
			const traits = await readTraits(fetch, query, limit);
			return traits && { traits };
		};
	}),
};

/** An operation that gives a record for each entry of a list. */
function list(route: ListRoute, readQuery: (form: Form) => Query): Operation {
	return lookUp((form) => {
		const query = readQuery(form);
		const limit = readLimit(form);
		return async (fetch) => (await readAll(fetch, route, query, limit)) as Result;
	});
}

function readParts(form: Form): Part[] | undefined {
	const given = form.value('parts');
	if (!form.has('parts') || (Array.isArray(given) && given.length === 0)) {
		throw new Problem('Include is empty', 'Choose at least one part of the profile.');
	}
	return form.someChoices('parts');
}

/** What every operation has: whose profile it is, and what happens when Segment has none. */
function lookUp(read: (form: Form) => (fetch: Fetch) => Promise<Result>): Operation {
	return (form, space) => {
		const ifNotFound = form.choice<'error' | 'emptyResult' | 'noItem'>('ifNotFound');
		const readWith = read(form);
		const identifier = readIdentifier(form);
		return async () => {
			const result = await readWith(space.profile(identifier));
			if (Array.isArray(result)) return result;
			const who = { collection: identifier.collection, id: identifierText(identifier) };
			if (result) return [{ found: true, ...who, ...result }];
			switch (ifNotFound) {
				case 'noItem':
					return [];
				case 'emptyResult':
					return [{ found: false, ...who }];
				case 'error':
					throw profileNotFound(identifier);
			}
		};
	};
}

function readVerbose(form: Form): boolean | undefined {
	return form.collection('options').optionalFlag('verbose');
}

function readLimit(form: Form): number {
	return form.flag('returnAll') ? Infinity : form.number('limit');
}
