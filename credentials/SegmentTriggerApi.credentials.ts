import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';

export class SegmentTriggerApi implements ICredentialType {
	name = 'segmentTriggerApi';

	displayName = 'Segment Trigger API';

	icon: Icon = {
		light: 'file:../nodes/SegmentTrigger/segmentTrigger.svg',
		dark: 'file:../nodes/SegmentTrigger/segmentTrigger.dark.svg',
	};

	documentationUrl =
		'https://github.com/n8n-nodes-segment/n8n-nodes-segment/blob/main/docs/trigger.md#verify-what-arrives';

	properties: INodeProperties[] = [
		{
			displayName: 'Shared Secret',
			name: 'sharedSecret',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description:
				'Any long random text. Enter the same one as Shared Secret in the settings of your webhook destination in Segment, which then signs every request with it.',
		},
	];
}
