import type { NodeHint } from 'n8n-workflow';

/**
 * What n8n's editor says above the output while the form is filled in. A condition that cannot be
 * evaluated yet, because it needs an item, shows nothing.
 */
export const hints: NodeHint[] = [
	{
		message:
			"All destinations get the message anyway, those that are set to On under 'Single Destinations' too. To send to the listed ones only, turn off 'All Destinations'.",
		type: 'info',
		location: 'outputPane',
		whenToDisplay: 'beforeExecution',
		displayCondition:
			'={{ $parameter["integrations"]?.["all"] !== false && ($parameter["integrations"]?.["destinations"]?.["destination"] ?? []).some((row) => row.mode === "on") }}',
	},
	{
		message:
			"Each run makes other Message IDs, as 'Timestamp' is the time of the run: with From Content, leave it out or take it from the item.",
		type: 'warning',
		location: 'outputPane',
		whenToDisplay: 'beforeExecution',
		displayCondition:
			'={{ $parameter["options"]?.["messageIdMode"] === "fromContent" && /\\$now|\\$today|\\bDate\\.now\\(|new Date\\(\\s*\\)|DateTime\\.(now|local|utc)\\(\\s*\\)/.test($rawParameter["additionalFields"]?.["timestamp"] ?? "") }}',
	},
];
