import type { SpecPage } from './notation';

export const AB_TESTING: SpecPage = {
	area: 'A/B Testing',
	page: 'https://www.twilio.com/docs/segment/connections/spec/ab-testing',
	events: `
Experiment Viewed: Somebody saw a variation of an experiment
	experiment_id+	id	ID of the experiment	| test_id
	experiment_name	text	What it is called	| experiment, test_name
	variation_id+	id	ID of the variation	| variant_id
	variation_name	text	What it is called	| variation, variant, variant_name
`,
};
