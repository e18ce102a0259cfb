import type { NewProfile } from './store';

const HOUR_MS = 3_600_000;

/** Invented people and a company, so that a first look-up finds something. */
export function seed(now: number): NewProfile[] {
	const hoursAgo = (hours: number) => new Date(now - hours * HOUR_MS).toISOString();
	return [
		{
			ids: {
				user_id: 'u-1001',
				anonymous_id: ['a-7f3c', 'a-91bd'],
				email: 'ada@example.com',
				phone: '+15555550123',
			},
			traits: {
				first_name: 'Ada',
				last_name: 'Example',
				email: 'ada@example.com',
				plan: 'pro',
				seats: 12,
			},
			computedTraits: { orders_last_30_days: 3, lifetime_value: 1840.5 },
			audiences: { big_spenders: true, churn_risk: false },
			events: [
				{
					event: 'Order Completed',
					timestamp: hoursAgo(2),
					properties: { order_id: 'o-88', total: 61.3 },
				},
				{
					event: 'Support Ticket Opened',
					timestamp: hoursAgo(26),
					properties: { topic: 'billing' },
				},
				{ event: 'Page Viewed', timestamp: hoursAgo(27), properties: { path: '/pricing' } },
				{ event: 'Signed Up', timestamp: hoursAgo(24 * 20), properties: {} },
			],
			links: ['acme-42'],
		},
		{
			ids: { user_id: 'u-1002', email: 'grace@example.com' },
			traits: { first_name: 'Grace', plan: 'free' },
			audiences: { big_spenders: false },
		},
		// the person of the node's own placeholders and of the README
		{
			ids: {
				user_id: '97980cfea0067',
				anonymous_id: '507f191e-810c-4197-9de8-60ea00000000',
				email: ['peter@example.com', 'name@email.com'],
			},
			traits: { first_name: 'Peter', last_name: 'Gibbons', plan: 'premium' },
			computedTraits: { orders_last_30_days: 1 },
			audiences: { big_spenders: false, high_value_customers: true },
			events: [{ event: 'Trial Started', timestamp: hoursAgo(5), properties: {} }],
		},
		{
			collection: 'accounts',
			ids: { group_id: 'acme-42' },
			traits: { name: 'Acme', industry: 'Robotics', employees: 42 },
			computedTraits: { active_users: 7 },
			audiences: { enterprise_accounts: true },
			links: ['u-1001'],
		},
	];
}
