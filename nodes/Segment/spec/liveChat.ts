import type { SpecPage } from './notation';

export const LIVE_CHAT: SpecPage = {
	area: 'Live Chat',
	page: 'https://www.twilio.com/docs/segment/connections/spec/live-chat',
	events: `
[chat]
	conversation_id+	id	ID of the conversation	| chat_id, thread_id
	conversation_duration	number	Seconds since it began	| duration
	agent_id+	id	ID of the agent
	agent_name	text	Name of the agent	| agent
	agent_username	text	Name by which the agent signs in
	message_id+	id	ID of the message in the chat
	message_body	text	What was written	| body, message, text

Live Chat Conversation Started: A customer wrote the first message
	...chat

Live Chat Conversation Ended: A conversation ended
	...chat

Live Chat Message Sent: A customer wrote to an agent
	...chat

Live Chat Message Received: An agent wrote to a customer
	...chat
`,
};
