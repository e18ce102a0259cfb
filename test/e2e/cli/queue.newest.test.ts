import { testQueueMode } from './queue';

testQueueMode('newest');
