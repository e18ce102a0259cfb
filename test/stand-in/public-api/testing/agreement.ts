import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as client from '@segment/public-api-sdk-typescript';

/**
 * What Segment has changed since the newest client on npm (47.0.0), as its repository's models of
 * specification 73.2.0 say. Everything else that the client does not know is a mistake of ours.
 */
export const CHANGED_SINCE_47 = [
	'AudienceSummary.audienceType is unknown',
	'AudienceSummary.computeCadence is unknown',
	'AudienceSummary.options is unknown',
	'AudienceSummary.size is unknown',
	'Definition.type is missing',
	'GetReverseETLSyncFromModelOutput.reverseETLSync is missing',
	'GetReverseETLSyncFromModelOutput.reverseETLSyncStatus is unknown',
	'Regulation.finishedAt is missing',
	'ReverseEtlModel.scheduleConfig is missing',
	'ReverseEtlModel.scheduleStrategy is missing',
	'SourceMetadataV1.status is unknown',
];

interface Model {
	getAttributeTypeMap(): Array<{ baseName: string; type: string }>;
}

const exported = client as unknown as Record<string, Model | Record<string, unknown> | undefined>;
const models = join(dirname(require.resolve('@segment/public-api-sdk-typescript')), 'model');

const isModel = (value: object | undefined): value is Model =>
	value !== undefined && 'getAttributeTypeMap' in value;

/** Names of the attributes that a model cannot be without; only its type declarations say it. */
function requiredOf(type: string): Set<string> {
	const file = `${type[0].toLowerCase()}${type.slice(1)}.d.ts`;
	const declaration = readFileSync(join(models, file), 'utf8');
	return new Set([...declaration.matchAll(/^ {4}'(\w+)': /gm)].map(([, name]) => name));
}

/** How `value` differs from the client's model `type`: fields unknown, missing or ill-typed. */
export function differences(type: string, value: unknown): string[] {
	const list = /^Array<(.+)>$/.exec(type);
	if (list) {
		if (!Array.isArray(value)) return [`${type} is not a list`];
		return value.flatMap((item) => differences(list[1], item));
	}
	if (['string', 'number', 'boolean'].includes(type)) {
		return typeof value === type ? [] : [`${JSON.stringify(value)} is not a ${type}`];
	}
	const [owner, enumName] = type.split('.');
	if (enumName) {
		const values = (exported[owner] as Record<string, object>)[enumName];
		return Object.values(values).includes(value) ? [] : [`${String(value)} is not in ${type}`];
	}
	const model = exported[type];
	if (!isModel(model)) return []; // any, object, or a map of them
	if (typeof value !== 'object' || value === null) return [`${type} is not an object`];

	const attributes = model.getAttributeTypeMap();
	const names = new Set(attributes.map(({ baseName }) => baseName));
	const required = requiredOf(type);
	const fields = new Map(Object.entries(value));
	return [
		...[...fields.keys()]
			.filter((name) => !names.has(name))
			.map((name) => `${type}.${name} is unknown`),
		...attributes.flatMap((attribute) => {
			const { baseName } = attribute;
			const field: unknown = fields.get(baseName);
			if (!fields.has(baseName))
				return required.has(baseName) ? [`${type}.${baseName} is missing`] : [];
			if (field === null) return []; // declarations allow it where Segment sends it
			return differences(attribute.type, field).map((text) =>
				/^\w+\.\w+ is (unknown|missing)$/.test(text) ? text : `${type}.${baseName}: ${text}`,
			);
		}),
	];
}

export interface Seen {
	type: string;
	/** The body as it came over the wire. */
	body: { data: Record<string, unknown> };
}

/** Notes every answer that the client reads, before the client drops what it does not know. */
export function watchClient(): { seen: Seen[] } {
	const seen: Seen[] = [];
	const original = client.ObjectSerializer.deserialize.bind(client.ObjectSerializer);
	jest.spyOn(client.ObjectSerializer, 'deserialize').mockImplementation((body, type) => {
		if (/\d{3}Response\d?$/.test(type)) seen.push({ type, body: body as Seen['body'] });
		return original(body, type) as unknown;
	});
	return { seen };
}
