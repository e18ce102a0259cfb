import { route, type Route } from '../route';

export const workspaceRoutes: Route[] = [
	route({ method: 'get', path: '/', answer: ({ state }) => ({ workspace: state.workspace }) }),
];
