import type { IDataObject } from 'n8n-workflow';

import { Problem } from '../../shared/problem';
import { readId } from '../../shared/read/values';

/** An ID in a record of Segment's, which the next request needs. */
export function idIn(record: IDataObject, name: string): string {
	const id = readId(record[name], `“${name}” in Segment's answer`);
	if (id !== undefined) return id;
	throw new Problem(`Segment's answer lacks “${name}”`, 'Try again later.');
}
