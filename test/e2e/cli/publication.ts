import { setTimeout as delay } from 'node:timers/promises';
import type { Rest } from './owner';

export interface PublicationStatus {
	status: 'failed' | 'in_progress' | 'not_published' | 'partial' | 'published';
	triggers: Array<{ errorMessage: string | null }>;
}

/** n8n publishes in the background: when its server is up, its webhooks may still be to come. */
export async function untilPublished(rest: Rest, workflowId: string): Promise<PublicationStatus> {
	for (;;) {
		const answer = await rest('GET', `/rest/workflows/${workflowId}/publication-status`);
		const { data } = (await answer.json()) as { data: PublicationStatus };
		if (data.status !== 'in_progress') return data;
		await delay(100);
	}
}
