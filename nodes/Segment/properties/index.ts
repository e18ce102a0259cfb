import type { INodeProperties } from 'n8n-workflow';

import { additionalFieldProperties } from './additionalFields';
import { batchProperties } from './batch';
import { contextProperties } from './context';
import { AUTHENTICATION } from './credentials';
import { customFieldProperties } from './customFields';
import { groupProperties } from './group';
import { identifyProperties } from './identify';
import { optionProperties } from './options';
import { peopleProperties } from './people';
import { resourceProperties } from './resources';
import { trackProperties } from './track';

/**
 * The form, from top to bottom. A parameter that several operations have is declared once and
 * shown for all of them: n8n evaluates a parameter's expressions once for every declaration of its
 * name, shown or not.
 */
export const properties: INodeProperties[] = [
	AUTHENTICATION,
	...resourceProperties,
	...batchProperties,
	...peopleProperties,
	...identifyProperties,
	...groupProperties,
	...trackProperties,
	...customFieldProperties,
	...contextProperties,
	...additionalFieldProperties,
	...optionProperties,
];
