/** Who sends, as `context.library` tells Segment. A test keeps the version equal to package.json's. */
export const LIBRARY = { name: 'n8n-nodes-segment', version: '0.1.0' } as const;
