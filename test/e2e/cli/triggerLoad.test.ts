/** `npm run test:trigger` runs this beside trigger.test.ts: a few minutes. */
import { testTriggerUnderLoad } from './triggerLoad';

testTriggerUnderLoad({ name: 'newest', database: 'sqlite', events: 300 });
testTriggerUnderLoad({ name: 'oldest', database: 'sqlite', events: 150, concurrency: [25] });
