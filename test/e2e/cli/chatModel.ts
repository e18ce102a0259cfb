import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import express from 'express';

/** What the model says in one turn: an answer, or the tool calls that it wants. */
export type Turn = string | Array<Record<string, unknown>>;

export interface ChatMessage {
	role: string;
	content: unknown;
	tool_call_id?: string;
}

interface Tool {
	function: { name: string; description: string; parameters: unknown };
}

export interface ChatRequest {
	messages: ChatMessage[];
	tools?: Tool[];
	stream?: boolean;
}

export interface ChatModel {
	/** The base URL of an OpenAI credential. */
	url: string;
	/** All that it was asked, oldest first. */
	requests: ChatRequest[];
	/** What it says, turn by turn, in every conversation. */
	script: Turn[];
	close(): Promise<void>;
}

/** Starts a local server that speaks OpenAI's chat completions and follows a script. */
export async function startChatModel(): Promise<ChatModel> {
	const app = express();
	const server = createServer(app);
	const model: ChatModel = {
		url: '',
		requests: [],
		script: [],
		async close() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
	app.use(express.json({ limit: '10mb' }));
	app.post('/v1/chat/completions', (req, res) => {
		const request = req.body as ChatRequest;
		model.requests.push(request);
		const turn = turnOf(request);
		const message = say(model.script[turn], request, turn);
		const finish = message.tool_calls ? 'tool_calls' : 'stop';
		const head = { id: `chat-${model.requests.length}`, created: 0, model: 'stub' };
		if (!request.stream) {
			res.json({
				...head,
				object: 'chat.completion',
				choices: [{ index: 0, message, finish_reason: finish }],
				usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
			});
			return;
		}
		const chunk = (delta: object, finish_reason: string | null) =>
			`data: ${JSON.stringify({ ...head, object: 'chat.completion.chunk', choices: [{ index: 0, delta, finish_reason }] })}\n\n`;
		res.type('text/event-stream');
		res.end(`${chunk(message, null)}${chunk({}, finish)}data: [DONE]\n\n`);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	model.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
	return model;
}

/** How often the model has spoken. Some agents split a turn of several calls, so their ids tell. */
function turnOf({ messages }: ChatRequest): number {
	const turns = messages.map(({ tool_call_id: id }) => Number(id?.split('_')[1] ?? -1));
	return Math.max(...turns) + 1;
}

function say(said: Turn, { tools = [] }: ChatRequest, turn: number) {
	if (typeof said === 'string') return { role: 'assistant', content: said, tool_calls: undefined };
	const [tool] = tools;
	return {
		role: 'assistant',
		content: null,
		tool_calls: said.map((values, index) => ({
			index,
			id: `call_${turn}_${index}`,
			type: 'function',
			function: { name: tool.function.name, arguments: JSON.stringify(values) },
		})),
	};
}
