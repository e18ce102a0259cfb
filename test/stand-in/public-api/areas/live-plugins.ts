import { notFound } from '../http/errors';
import { idOf, nextNumber } from '../ids';
import { find, route, SUCCESS, type Call, type Route } from '../route';

function pluginsOf({ state, params }: Call) {
	const { id } = find(state.sources, params.sourceId, 'Source');
	return state.livePlugins.filter(({ sourceId }) => sourceId === id);
}

/** Code that Segment adds to the web library of a source: the newest version counts. */
export const livePluginRoutes: Route[] = [
	route<{ code: string }>({
		operation: 'createLivePlugin',
		answer(call) {
			const { state, params, body, now } = call;
			const version = pluginsOf(call).length + 1;
			const plugin = {
				id: idOf('live plugin', nextNumber(state)),
				sourceId: params.sourceId,
				createdAt: new Date(now).toISOString(),
				createdBy: state.users[0].id,
				downloadURL: `https://cdn.example.test/${params.sourceId}/${version}.js`,
				version,
				code: body.code,
			};
			state.livePlugins.push(plugin);
			call.audit('Live Plugin Created', 'Live Plugin', plugin);
			return { livePlugin: plugin };
		},
	}),
	route({
		operation: 'getLatestFromLivePlugins',
		answer(call) {
			const livePlugin = pluginsOf(call).at(-1);
			if (!livePlugin) throw notFound('Live Plugin', call.params.sourceId);
			return { livePlugin };
		},
	}),
	route({
		operation: 'deleteLivePluginCode',
		answer(call) {
			const newest = pluginsOf(call).at(-1);
			if (!newest) throw notFound('Live Plugin', call.params.sourceId);
			newest.code = '';
			call.audit('Live Plugin Code Deleted', 'Live Plugin', newest);
			return SUCCESS;
		},
	}),
];
