/** Words that are no plain words, as people write them. */
const SPELLINGS: Record<string, string> = {
	api: 'API',
	dbt: 'dbt',
	etl: 'ETL',
	fql: 'FQL',
	iam: 'IAM',
	id: 'ID',
	ids: 'IDs',
	mtu: 'MTU',
	sku: 'SKU',
	url: 'URL',
};
const SMALL = new Set(['and', 'by', 'for', 'in', 'of', 'per', 'to']);

/** A name of Segment's API in Title Case: `destinationConfigId` becomes "Destination Config ID". */
export function titleOf(name: string): string {
	const words = name
		// the client's spelling of names that begin with an abbreviation: aPICalls, iAMGroups
		.replace(/^[a-z](?=[A-Z]{2})/, (letter) => letter.toUpperCase())
		.replace(/([a-z\d])([A-Z])/g, '$1 $2')
		.replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
		.split(/[\s_-]+/);
	return words
		.map((word, index) => {
			const lower = word.toLowerCase();
			if (Object.hasOwn(SPELLINGS, lower)) return SPELLINGS[lower];
			if (index > 0 && index < words.length - 1 && SMALL.has(lower)) return lower;
			return lower.charAt(0).toUpperCase() + lower.slice(1);
		})
		.join(' ');
}

/** A name with what it stands for, where n8n shows nothing else. */
export function explained(name: string, description?: string): string {
	return description ? `${name} – ${description}` : name;
}
