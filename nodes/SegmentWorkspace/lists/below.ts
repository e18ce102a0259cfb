import type { ILoadOptionsFunctions } from 'n8n-workflow';

import { chosen } from '../../shared/run/chosen';
import { fillPath } from '../../shared/send/publicApi';

/**
 * The path of a list below something that is chosen in other fields, such as
 * `/spaces/{space}/audiences`.
 *
 * @param place where these fields are: `&` stands for the collection that the list itself is in
 */
export function below(template: string, place: '' | '&' = '') {
	return (context: ILoadOptionsFunctions): string | undefined => {
		const names = [...template.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
		const ids = new Map(names.map((name) => [name, chosen(context, place + name)]));
		if (names.some((name) => ids.get(name) === undefined)) return undefined;
		return fillPath(template, (name) => String(ids.get(name)));
	};
}
