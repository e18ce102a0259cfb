import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

const REPOSITORY = join(__dirname, '../../..');
const FOLDERS = ['.', 'docs', 'examples'];
const PAGES = FOLDERS.flatMap((folder) =>
	readdirSync(join(REPOSITORY, folder))
		.filter((file) => file.endsWith('.md'))
		.map((file) => join(folder, file)),
);

const read = (page: string) => readFileSync(join(REPOSITORY, page), 'utf8');

const withoutCode = (markdown: string) =>
	markdown.replace(/^ *```[^]*?^ *```/gm, '').replace(/`[^`\n]*`/g, 'code');

/** What a page points to: links, pictures, and both forms of HTML's. */
const targetsOf = (markdown: string): string[] =>
	[...withoutCode(markdown).matchAll(/\]\(([^()\s]+)\)|\b(?:src|srcset|href)="([^"]+)"/g)].map(
		([, link, attribute]) => link ?? attribute,
	);

/** The anchors that GitHub gives to the headings of a page. */
const anchorsOf = (markdown: string): string[] =>
	[...markdown.replace(/^ *```[^]*?^ *```/gm, '').matchAll(/^#{1,6} (.+)$/gm)].map(([, heading]) =>
		heading
			.toLowerCase()
			.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
			.replace(/[^\p{L}\p{N}\s_-]/gu, '')
			.trim()
			.replace(/\s/g, '-'),
	);

describe.each(PAGES)('%s', (page) => {
	const targets = targetsOf(read(page));

	it('points to files and headings that are there', () => {
		const broken = targets
			.filter((target) => !/^[a-z]+:/.test(target))
			.filter((target) => {
				const [path, anchor] = target.split('#');
				const file = path === '' ? page : join(dirname(page), path);
				if (relative('.', file).startsWith('..') || !existsSync(join(REPOSITORY, file)))
					return true;
				return anchor !== undefined && !anchorsOf(read(file)).includes(anchor);
			});
		expect(broken).toEqual([]);
	});

	it('points to Segment’s documentation where it is now', () => {
		expect(targets.filter((target) => /\/\/(www\.)?segment\.com\/docs/.test(target))).toEqual([]);
	});
});

it('README is read in five minutes', () => {
	expect(read('README.md').split('\n').length).toBeLessThan(200);
});

describe('what the code points to in this repository', () => {
	const sources = ['nodes', 'credentials'].flatMap((folder) =>
		readdirSync(join(REPOSITORY, folder), { recursive: true, encoding: 'utf8' })
			.filter((file) => /\.(ts|json)$/.test(file))
			.map((file) => join(folder, file)),
	);
	const links = sources.flatMap((file) =>
		[...read(file).matchAll(/n8n-nodes-segment\/blob\/main\/([\w./-]+)(?:#([\w-]+))?/g)].map(
			([, path, anchor]) => ({ file, path, anchor }),
		),
	);

	it('is there', () => {
		expect(links.length).toBeGreaterThan(4);
		const broken = links.filter(
			({ path, anchor }) =>
				!existsSync(join(REPOSITORY, path)) ||
				(anchor !== undefined && !anchorsOf(read(path)).includes(anchor)),
		);
		expect(broken).toEqual([]);
	});
});
