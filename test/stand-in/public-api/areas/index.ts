import type { Route } from '../route';
import { audienceRoutes } from './audiences';
import { auditRoutes } from './audit';
import { catalogRoutes } from './catalog';
import { deliveryRoutes } from './delivery';
import { destinationRoutes } from './destinations';
import { echoRoutes } from './echo';
import { groupRoutes } from './groups';
import { inviteRoutes } from './invites';
import { labelRoutes } from './labels';
import { regulationRoutes } from './regulations';
import { reverseEtlRoutes } from './reverse-etl';
import { roleRoutes } from './roles';
import { sourceRoutes } from './sources';
import { spaceRoutes } from './spaces';
import { subscriptionRoutes } from './subscriptions';
import { trackingPlanRoutes } from './tracking-plans';
import { usageRoutes } from './usage';
import { userRoutes } from './users';
import { workspaceRoutes } from './workspace';

/** Every operation of the stand-in. */
export const routes: Route[] = [
	...workspaceRoutes,
	...userRoutes,
	...roleRoutes,
	...inviteRoutes,
	...groupRoutes,
	...labelRoutes,
	...sourceRoutes,
	...destinationRoutes,
	...subscriptionRoutes,
	...catalogRoutes,
	...spaceRoutes,
	...audienceRoutes,
	...trackingPlanRoutes,
	...regulationRoutes,
	...auditRoutes,
	...deliveryRoutes,
	...usageRoutes,
	...reverseEtlRoutes,
	...echoRoutes,
];
