import { compileParameter, evaluateTogether } from '../../../nodes/shared/run/expressions';

const ITEM = {
	plan: 'pro',
	seats: 5,
	free: false,
	nothing: null,
	empty: '',
	'last name': 'Byron',
	"o'neil": 'x',
	items: ['a', { sku: 'b' }, [1, 2]],
	address: { city: 'Berlin', zip: ['10115'] },
	at: new Date(0),
	ratio: NaN,
	holes: [1, undefined],
};

/** Reads a parameter for the item; what n8n would have to evaluate comes out in angle brackets. */
const read = (saved: unknown, item: Record<string, unknown> = ITEM) =>
	compileParameter(saved)(item, (expression) => `<${expression}>`);

describe('what was typed', () => {
	it.each(['text', '', 'a {{ $json.plan }}', 5, true, null, undefined, ['a'], { a: [1] }])(
		'is itself: %p',
		(saved) => expect(read(saved)).toBe(saved),
	);
});

describe('a reference', () => {
	it.each<[string, unknown]>([
		['={{ $json.plan }}', 'pro'],
		['={{$json.plan}}', 'pro'],
		['={{ $json.seats }}', 5],
		['={{ $json.free }}', false],
		['={{ $json.nothing }}', null],
		['={{ $json.empty }}', ''],
		["={{ $json['last name'] }}", 'Byron'],
		['={{ $json["o\'neil"] }}', 'x'],
		['={{ $json.items[0] }}', 'a'],
		['={{ $json.items[1].sku }}', 'b'],
		['={{ $json.items[2][1] }}', 2],
		['={{ $json.address.zip[0] }}', '10115'],
		['={{ $json.address }}', ITEM.address],
		['={{ $json.items }}', ITEM.items],
		['={{ $json.items.length }}', 3],
		['={{ $json.missing }}', undefined],
		['={{ $json.address.missing }}', undefined],
	])('is read without n8n: %s', (expression, value) => {
		expect(read(expression)).toEqual(value);
	});

	it.each([
		'={{ $json.at }}',
		'={{ $json.ratio }}',
		'={{ $json.holes }}',
		'={{ $json.plan.length }}',
		'={{ $json.missing.deeper }}',
		'={{ $json.items[9] }}',
		'={{ $json.toString }}',
		'={{ $json.constructor }}',
		'={{ $json.plan + 1 }}',
		'={{ $json.plan ?? "x" }}',
		'={{ $json }}',
		'={{ $json?.plan }}',
		'={{ $json.items[-1] }}',
		"={{ $json['a\\'b'] }}",
		'={{ $("Start").item.json.plan }}',
		'={{ 1 }}',
		'=text',
		'=',
		'={{ }}',
	])('is left to n8n: %s', (expression) => {
		expect(read(expression)).toBe(`<${expression.slice(1)}>`);
	});
});

describe('a reference with text around it', () => {
	it.each([
		['={{ $json.plan }} plan', 'pro plan'],
		['=Hi {{ $json.seats }}, {{ $json["last name"] }}!', 'Hi 5, Byron!'],
		['=a{{ $json.missing }}b{{ $json.nothing }}c', 'abc'],
		['={{ $json.free }}\n', 'false\n'],
		['= {{ $json.plan }}', ' pro'],
		['={{ $json.plan }}{{ $json.plan }}', 'propro'],
	])('is text: %j', (expression, text) => {
		expect(read(expression)).toBe(text);
	});

	it.each([
		'=Lives in {{ $json.address }}',
		'=At {{ $json.at }}',
		'=x{{ $json.items }}',
		'=x{{ $json.plan.length }}',
		'=x{{ $json.plan }}{{ 1 }}',
		'=\\{{ $json.plan }}',
		'=x }} {{ $json.plan }}',
	])('is left to n8n: %s', (expression) => {
		expect(read(expression)).toBe(`<${expression.slice(1)}>`);
	});
});

describe('rows and collections', () => {
	it('are read field by field', () => {
		const saved = { trait: [{ key: 'plan', value: '={{ $json.plan }}' }, { key: '={{ 1 }}' }] };
		expect(read(saved)).toEqual({ trait: [{ key: 'plan', value: 'pro' }, { key: '<{{ 1 }}>' }] });
		expect(saved.trait[0].value).toBe('={{ $json.plan }}');
	});
});

describe('evaluateTogether', () => {
	/** Stands for n8n: evaluates a list of blocks, and a block alone. */
	function n8n(valueOf: (code: string, item: number) => unknown) {
		const asked: Array<[string, number]> = [];
		const evaluate = evaluateTogether((expression, item) => {
			asked.push([expression, item]);
			const [, code] = /^\{\{([^]*)\}\}$/.exec(expression) ?? [];
			const list = /^ \[([^]*)\] $/.exec(code ?? '');
			if (!list) return valueOf(String(code).trim(), item);
			return list[1]
				.split('\n)')
				.slice(0, -1)
				.map((part) => {
					return valueOf(part.replace(/^,?\(/, '').trim(), item);
				});
		});
		return { asked, evaluate };
	}

	it('asks once for what each further item needs', () => {
		const { asked, evaluate } = n8n((code, item) => `${code}${item}`);
		for (let item = 0; item < 4; item++) {
			expect(evaluate('{{ a }}', item)).toBe(`a${item}`);
			expect(evaluate('{{ b }}', item)).toBe(`b${item}`);
		}
		expect(asked.map(([, item]) => item)).toEqual([0, 0, 1, 2, 3]);
	});

	it('asks by itself for what is alone, new, or more than a block', () => {
		const one = n8n((code, item) => `${code}${item}`);
		for (let item = 0; item < 3; item++) one.evaluate('{{ a }}', item);
		expect(one.asked.map(([expression]) => expression)).toEqual(Array(3).fill('{{ a }}'));

		const mixed = n8n((code) => code);
		for (const item of [0, 1]) {
			mixed.evaluate('{{ a }}', item);
			mixed.evaluate('{{ b }}', item);
			mixed.evaluate('x {{ c }}', item);
			if (item === 1) mixed.evaluate('{{ d }}', item);
		}
		expect(mixed.asked.slice(3).map(([expression]) => expression)).toEqual([
			'{{ [( a \n),( b \n)] }}',
			'x {{ c }}',
			'{{ d }}',
		]);
	});

	it('leaves blanks around a block to n8n, which makes text of its value', () => {
		const { asked, evaluate } = n8n((code) => code);
		const EXPRESSIONS = ['{{ a }}', '{{ b }}', ' {{ c }}', '{{ d }}\n'];
		for (const item of [0, 1]) EXPRESSIONS.forEach((each) => evaluate(each, item));
		expect(asked.slice(4).map(([expression]) => expression)).toEqual([
			'{{ [( a \n),( b \n)] }}',
			' {{ c }}',
			'{{ d }}\n',
		]);
	});

	it.each([undefined, null, NaN, new Date(0), ['x'], { a: 1 }])(
		'takes no %p out of the list, which n8n may have changed there',
		(value) => {
			const { asked, evaluate } = n8n(() => value);
			for (const item of [0, 1]) {
				expect(evaluate('{{ a }}', item)).toEqual(value);
				expect(evaluate('{{ b }}', item)).toEqual(value);
			}
			expect(asked).toHaveLength(5);
		},
	);

	it('falls back where the list fails, so that the error is the expression’s own', () => {
		const { asked, evaluate } = n8n((code, item) => {
			if (code === 'bad') throw new Error(`no ${item}`);
			return code;
		});
		for (let item = 0; item < 9; item++) {
			expect(evaluate('{{ a }}', item)).toBe('a');
			expect(() => evaluate('{{ bad }}', item)).toThrow(`no ${item}`);
		}
		// after three lists that gave nothing no more are tried
		expect(asked.filter(([expression]) => expression.includes('['))).toHaveLength(3);
	});
});
