import type { Route } from '../route';
import { auditRoutes } from './audit';
import { destinationRoutes } from './destinations';
import { groupRoutes } from './groups';
import { inviteRoutes } from './invites';
import { labelRoutes } from './labels';
import { roleRoutes } from './roles';
import { sourceRoutes } from './sources';
import { userRoutes } from './users';
import { workspaceRoutes } from './workspace';

/** Every operation of the stand-in. */
export const areas: Route[] = [
	...workspaceRoutes,
	...userRoutes,
	...roleRoutes,
	...inviteRoutes,
	...groupRoutes,
	...labelRoutes,
	...sourceRoutes,
	...destinationRoutes,
	...auditRoutes,
];
