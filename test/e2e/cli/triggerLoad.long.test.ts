/** `npm run test:trigger:long`: each n8n on each database, at length. */
import { testTriggerUnderLoad } from './triggerLoad';

for (const name of ['newest', 'oldest'] as const) {
	for (const database of ['sqlite', 'postgres'] as const) {
		testTriggerUnderLoad({ name, database, events: 1_500 });
	}
	testTriggerUnderLoad({ name, database: 'postgres', events: 600, webhookProcesses: 2 });
}
