import type { IDataObject } from 'n8n-workflow';

import { shapeOf, type Operation } from '../request/operation';
import { limit } from '../request/read';
import { fn, FUNCTION_TYPES } from '../simplify/functions';

/** The functions of one type or of all: Segment lists one type at a time. */
export const getFunctions: Operation = (form, { path }) => {
	const type = form.choice('functionType');
	const wanted = limit(form);
	const shape = shapeOf(form, fn);
	const types = type === 'ALL' ? Object.keys(FUNCTION_TYPES) : [type];
	return async (api) => {
		const found: IDataObject[] = [];
		for (const resourceType of types) {
			if (found.length >= wanted) break;
			const list = { path, key: 'functions', query: { resourceType } };
			found.push(...(await api.list(list, wanted - found.length)));
		}
		return shape(found);
	};
};
