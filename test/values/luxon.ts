import { createRequire } from 'node:module';

interface LuxonDateTime {
	isValid: boolean;
	toMillis(): number;
}

interface LuxonDateTimes {
	fromISO(text: string, options?: { setZone?: boolean }): LuxonDateTime;
}

/** The copy of Luxon that n8n's expressions use. */
export const { DateTime } = createRequire(require.resolve('n8n-workflow'))('luxon') as {
	DateTime: LuxonDateTimes;
};
