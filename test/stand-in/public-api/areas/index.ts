import { operations, type Operation } from '../../../public-api/facts';
import { kinds } from '../kinds';
import { route, type Route } from '../route';
import { sampleAnswer } from '../sample';
import { routesOf } from '../store';
import { audienceRoutes } from './audiences';
import { auditRoutes } from './audit';
import { catalogRoutes } from './catalog';
import { credentialRoutes } from './credentials';
import { deliveryRoutes } from './delivery';
import { destinationRoutes } from './destinations';
import { echoRoutes } from './echo';
import { filterRoutes } from './filters';
import { functionRoutes } from './functions';
import { groupRoutes } from './groups';
import { inviteRoutes } from './invites';
import { labelRoutes } from './labels';
import { livePluginRoutes } from './live-plugins';
import { messagingRoutes } from './messaging';
import { regulationRoutes } from './regulations';
import { reverseEtlRoutes } from './reverse-etl';
import { roleRoutes } from './roles';
import { sourceRoutes } from './sources';
import { spaceRoutes } from './spaces';
import { subscriptionRoutes } from './subscriptions';
import { trackingPlanRoutes } from './tracking-plans';
import { usageRoutes } from './usage';
import { userRoutes } from './users';
import { warehouseRoutes } from './warehouses';
import { workspaceRoutes } from './workspace';

/** The operations that read or change the workspace. */
export const routes: Route[] = [
	...workspaceRoutes,
	...userRoutes,
	...roleRoutes,
	...inviteRoutes,
	...groupRoutes,
	...labelRoutes,
	...sourceRoutes,
	...livePluginRoutes,
	...destinationRoutes,
	...subscriptionRoutes,
	...filterRoutes,
	...warehouseRoutes,
	...functionRoutes,
	...catalogRoutes,
	...spaceRoutes,
	...audienceRoutes,
	...messagingRoutes,
	...trackingPlanRoutes,
	...regulationRoutes,
	...auditRoutes,
	...deliveryRoutes,
	...usageRoutes,
	...reverseEtlRoutes,
	...credentialRoutes,
	...echoRoutes,
	...Object.values(kinds).flatMap(routesOf),
];

const byOperation = new Map(routes.map((each) => [each.operation, each]));

/** What an operation does: without a route of its own it answers a sample. */
export const routeOf = ({ id }: Operation): Route =>
	byOperation.get(id) ?? route({ operation: id, answer: sampleAnswer });

/** How exact a path is: a word is more than a parameter, from left to right. */
const exactness = ({ path }: Operation) => path.replace(/\{\w+\}/g, '~');

/** All operations, those first that a less exact path would swallow. */
export const inOrder: Operation[] = [...operations].sort((a, b) =>
	exactness(a) < exactness(b) ? -1 : 1,
);
