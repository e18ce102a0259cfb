import { route, type Route } from '../route';

export const workspaceRoutes: Route[] = [
	route({ operation: 'getWorkspace', answer: ({ state }) => ({ workspace: state.workspace }) }),
];
