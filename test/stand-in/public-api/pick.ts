import { fieldsOf } from '../../public-api/facts';

/** The fields of `thing` that the model has, as an answer shows no others. */
export function pick(model: string, thing: object): Record<string, unknown> {
	const names = new Set(fieldsOf(model).map(({ name }) => name));
	return Object.fromEntries(Object.entries(thing).filter(([name]) => names.has(name)));
}
