import { testCommandLine } from './commandLine';

testCommandLine('newest');
