import type { INodeParameters } from 'n8n-workflow';
import { planCases } from './plans';
import { destinationCases } from './destinations';
import { warehouseCases } from './warehouses';
import { functionCases } from './functions';
import { unifyCases } from './unify';
import { peopleCases } from './people';
import { sourceCases } from './sources';
import { audienceCases } from './audiences';
import { deliveryCases } from './delivery';

export const operationCases = [
	peopleCases,
	sourceCases,
	audienceCases,
	deliveryCases,
	planCases,
	destinationCases,
	warehouseCases,
	functionCases,
	unifyCases,
]
	.flatMap((each) => Object.entries(each))
	.flatMap(([resource, list]) =>
		list.map(({ parameters, ...each }) => ({
			name: `${resource}: ${each.sends}`,
			resource,
			// counts are read to the end unless somebody limits them
			parameters: {
				...(resource === 'delivery' && { returnAll: false }),
				...parameters,
			} as INodeParameters,
			...each,
		})),
	);
