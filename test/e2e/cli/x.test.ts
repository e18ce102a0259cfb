import { testTriggerUnderLoad } from './triggerLoad';
testTriggerUnderLoad({ name: 'newest', database: 'sqlite', events: 100 });
