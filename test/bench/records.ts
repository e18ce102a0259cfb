/** A user record as a customer database gives it. */
export interface UserRecord {
	userId: string;
	email: string;
	name: string;
	plan: string;
	seats: number;
	active: boolean;
	createdAt: string;
}

export const EVENT = 'Account Synced';

/**
 * Small enough for a batch of 1,000 of the SDK's messages, whose size the SDK does not guard.
 * The records that every way of sending gets. It is also the code of the workflow's Code node, so
 * it uses nothing from outside itself.
 */
export function makeRecords(count: number): UserRecord[] {
	return Array.from({ length: count }, (_, index) => ({
		userId: `user-${index}`,
		email: `user-${index}@example.com`,
		name: `${['Ada', 'Grace', 'Zoë', 'Søren'][index % 4]} ${index}`,
		plan: ['free', 'team', 'business'][index % 3],
		seats: index % 50,
		active: index % 5 !== 0,
		createdAt: new Date(1_700_000_000_000 + index * 1_000).toISOString(),
	}));
}
