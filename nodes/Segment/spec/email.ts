import type { SpecPage } from './notation';

export const EMAIL: SpecPage = {
	area: 'E-Mail',
	page: 'https://www.twilio.com/docs/segment/connections/spec/email',
	events: `
[email]
	email_id+	id	ID of the e-mail	| message_id, mail_id
	email_subject+	text	Subject line	| subject
	campaign_id+	id	ID of the campaign
	campaign_name	text	Name of the campaign	| campaign

[recipient]
	context.traits.email	text	Recipient's address, sent in the context	| email, recipient, to

[reader]
	...recipient
	context.ip	text	Recipient's IP address, sent in the context	| ip, ip_address
	context.userAgent	text	Recipient's browser, sent in the context	| user_agent

Email Bounced: An e-mail could not be delivered
	...email
	...recipient

Email Delivered: An e-mail was delivered
	...email
	...recipient

Email Link Clicked: Somebody clicked a link in an e-mail
	...email
	link_id	id	ID of the link
	link_url+	text	Where the link leads	| url, link
	...reader

Email Marked as Spam: Somebody said that an e-mail is spam
	...email
	...reader

Email Opened: Somebody opened an e-mail
	...email
	...reader

Unsubscribed: Somebody does not want further e-mails
	...email
	list_id	id	ID of the list, if it was one
	list_name	text	Name of the list	| list
	...reader
`,
};
