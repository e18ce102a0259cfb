import { testQueueMode } from './queue';

testQueueMode('oldest');
