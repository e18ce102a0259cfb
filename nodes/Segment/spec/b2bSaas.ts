import type { SpecPage } from './notation';

export const B2B_SAAS: SpecPage = {
	area: 'B2B SaaS',
	page: 'https://www.twilio.com/docs/segment/connections/spec/b2b-saas',
	events: `
[account]
	context.groupId+	id	ID of the account, sent in the context	| group_id, account_id, company_id

[user]
	username+	text	Name by which the person signs in	| login, user_name
	...account

[trial]
	trial_start_date+	time	When the trial begins	| trial_start, start_date
	trial_end_date+	time	When the trial ends	| trial_end, end_date
	trial_plan_name+	text	The plan that is tried	| plan, plan_name
	...account

Account Created: An account was made
	account_name+	text	What it is called	| name, company, company_name
	...account

Account Deleted: An account was deleted
	account_name+	text	What it was called	| name, company, company_name
	...account

Signed Up: Somebody signed up
	type+	text	How they came, such as organic or invited
	first_name+	text	| given_name
	last_name+	text	| family_name, surname
	email+	text	| email_address
	phone	text	| phone_number
	username	text	Name by which the person signs in	| login, user_name
	title	text	Such as Ms or Doctor
	...account

Signed In: Somebody signed in
	...user

Signed Out: Somebody signed out
	...user

Invite Sent: Somebody invited another person
	invitee_email+	text	Who is invited	| email
	invitee_first_name	text	| first_name
	invitee_last_name	text	| last_name
	invitee_role+	text	What the person will be allowed to do	| role
	...account

Account Added User: Somebody was added to an account
	role+	text	What the person may do there	| permission
	...account

Account Removed User: Somebody was removed from an account
	...account

Trial Started: A trial began
	...trial

Trial Ended: A trial ended
	...trial
`,
};
