import { find, route, type Route } from '../route';
import { functionOf, versionOf } from '../kinds';
import type { FunctionThing } from '../state';

const feature = 'Functions';

function deploy(thing: FunctionThing, now: number): void {
	const deployedAt = new Date(now).toISOString();
	const [newest, ...older] = thing.versions;
	thing.versions = [
		{ ...newest, isDeployed: true, deployedAt },
		...older.map((version) => ({ ...version, isDeployed: false })),
	];
	Object.assign(thing, { deployedAt, isLatestVersion: true });
}

/** What a function's code goes through. */
export const functionRoutes: Route[] = [
	route({
		operation: 'createFunctionDeployment',
		feature,
		answer(call) {
			const thing = functionOf(call);
			deploy(thing, call.now);
			call.audit('Function Deployed', 'Function', thing);
			return { functionDeployment: { status: 'SUCCESS' } };
		},
	}),
	route({
		operation: 'listFunctionVersions',
		feature,
		answer: (call) => call.page('versions', functionOf(call).versions),
	}),
	route({
		operation: 'getFunctionVersion',
		feature,
		answer: (call) => ({
			version: find(functionOf(call).versions, call.params.versionId, 'Function Version'),
		}),
	}),
	route<{ versionId: string }>({
		operation: 'restoreFunctionVersion',
		feature,
		answer(call) {
			const { state, now, body } = call;
			const thing = functionOf(call);
			const { code } = find(thing.versions, body.versionId, 'Function Version');
			const version = versionOf(state, now, code);
			Object.assign(thing, {
				code,
				versions: [version, ...thing.versions],
				isLatestVersion: false,
			});
			call.audit('Function Version Restored', 'Function', thing);
			return { version };
		},
	}),
];
