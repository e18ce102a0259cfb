/** Work for each of many things: a few at a time, in order, and told to the log. */
import { forEach } from '../../../nodes/SegmentWorkspace/request/each';
import type { PublicApi } from '../../../nodes/shared/send/publicApi';

const logged: string[] = [];
const api = { log: (message: string) => logged.push(message) } as unknown as PublicApi;
const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);
const turn = async () => await new Promise((resolve) => setImmediate(resolve));

beforeEach(() => void logged.splice(0));

it('gives the results in the order of the things, five at a time', async () => {
	let running = 0;
	let most = 0;
	const results = await forEach(api, 'things', numbers(23), async (thing) => {
		most = Math.max(most, ++running);
		for (let turns = thing % 3; turns >= 0; turns--) await turn();
		running--;
		return thing * 2;
	});
	expect(results).toEqual(numbers(23).map((thing) => thing * 2));
	expect(most).toBe(5);
});

it('begins nothing more after a failure', async () => {
	const begun: number[] = [];
	const work = async (thing: number) => {
		begun.push(thing);
		await turn();
		if (thing === 2) throw new Error('no');
	};
	await expect(forEach(api, 'things', numbers(50), work)).rejects.toThrow('no');
	await turn();
	await turn();
	expect(begun.length).toBeLessThan(12);
});

it('says in the log how far a long one is, and nothing of a short one', async () => {
	await forEach(api, 'groups', numbers(24), turn);
	expect(logged).toEqual([]);
	await forEach(api, 'groups', numbers(60), turn);
	expect(logged).toEqual([
		'Segment Workspace: 25 of 60 groups looked at',
		'Segment Workspace: 50 of 60 groups looked at',
	]);
});

it('gives nothing for nothing', async () => {
	expect(await forEach(api, 'things', [], turn)).toEqual([]);
});

it('fails only when all that was under way has ended', async () => {
	let running = 0;
	const work = async (thing: number) => {
		running++;
		for (let turns = 0; turns < thing * 3; turns++) await turn();
		running--;
		if (thing === 0) throw new Error('no');
	};
	await expect(forEach(api, 'things', numbers(5), work)).rejects.toThrow('no');
	expect(running).toBe(0);
});
