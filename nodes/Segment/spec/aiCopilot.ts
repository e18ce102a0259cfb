import type { SpecPage } from './notation';

export const AI_COPILOT: SpecPage = {
	area: 'AI Copilot',
	page: 'https://www.twilio.com/docs/segment/connections/spec/ai-copilot',
	events: `
[conversation]
	conversationId+	id	ID of the conversation	| chat_id, thread_id, session_id

[message]
	...conversation
	messageId+	id	ID of the message in the conversation

[text]
	...message
	message_body+	text	What was written	| body, message, text
	role	text	Who wrote it, such as customer or agent	| sender

Conversation Started: A customer wrote the first message
	...conversation

Message Sent: A customer wrote to the copilot
	...text

Message Received: The copilot answered
	...text

Conversation Ended: A conversation ended
	...conversation
	message_count	number	How many messages it had	| messages

Action Invoked: A tool was used
	...message
	type+	text	Kind of tool
	action+	text	What it did
	role	text	Who used it	| sender

Media Generated: The copilot made a picture, a video or a sound
	...message
	type+	text	Such as image or video
	sub_type	text	Such as gif or mp4	| format
	role	text	Who made it	| sender

Component Loaded: Somebody was shown something other than text or voice
	...message
	type+	text	What was shown

Feedback Submitted: Somebody rated a conversation or a message
	...message
	rating+	number	How it was rated	| score, stars
`,
};
