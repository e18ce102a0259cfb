import { testCommandLine } from './commandLine';

testCommandLine('oldest');
