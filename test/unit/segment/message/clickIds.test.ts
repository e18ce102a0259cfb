import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { INodeProperties } from 'n8n-workflow';

import { CLICK_ID_SLOTS } from '../../../../nodes/Segment/message/clickIds';
import { CLICK_IDS } from '../../../../nodes/Segment/properties/visitor';

const PAGE = readFileSync(join(__dirname, '../../../../docs/visitors.md'), 'utf8');
const FIELDS = CLICK_IDS.options as INodeProperties[];

it('has a slot for each field of the form', () => {
	expect(FIELDS.map(({ name }) => name)).toEqual(Object.keys(CLICK_ID_SLOTS));
});

it.each(FIELDS.map(({ displayName, name }) => [displayName, CLICK_ID_SLOTS[name]] as const))(
	'%s stands in docs/visitors.md with its slot and cookies',
	(displayName, { destination, key, cookies }) => {
		const row = PAGE.split('\n').find((line) => line.startsWith(`| ${displayName} `)) ?? '';
		const slot = destination ? `integrations["${destination}"].${key}` : `properties.${key}`;
		expect(row).toContain(`\`${slot}\``);
		for (const cookie of cookies) expect(row).toContain(`\`${cookie}\``);
	},
);
