import axios, { type AxiosResponse } from 'axios';

import type { StandIn } from './server';

export const WRITE_KEY = 'WriteKeyOfTheSourceUnderTest0001';

export const basic = (user: string) => ({
	Authorization: `Basic ${Buffer.from(user).toString('base64')}`,
});

/** Posts a body to a stand-in with the write key under test; every status is an answer. */
export async function post(
	standIn: StandIn,
	path: string,
	body: unknown,
	headers: Record<string, string> = basic(`${WRITE_KEY}:`),
): Promise<AxiosResponse> {
	return await axios.post(`${standIn.url}${path}`, body, {
		headers: { 'Content-Type': 'application/json', ...headers },
		validateStatus: () => true,
		// a string or a buffer goes out as it is
		...((typeof body === 'string' || Buffer.isBuffer(body)) && {
			transformRequest: (data) => data,
		}),
	});
}

export async function get(standIn: StandIn, path: string): Promise<AxiosResponse> {
	return await axios.get(`${standIn.url}${path}`, { validateStatus: () => true });
}
