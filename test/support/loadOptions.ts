import { LoadOptionsContext } from 'n8n-core';
import {
	NodeHelpers,
	Workflow,
	type ICredentialDataDecryptedObject,
	type ICredentialType,
	type INodeParameters,
	type INodeType,
	type IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';

import { TestCredentials } from './credentials';

interface OpenForm {
	nodeType: INodeType;
	credentialTypes: ICredentialType[];
	/** What they hold, by their type. */
	credentials: Record<string, ICredentialDataDecryptedObject>;
	/** What is filled in so far. */
	parameters: INodeParameters;
	/** The field whose list is opened. */
	path: string;
}

/** What n8n's editor calls the lists of a form with. */
export function loadOptionsContext({
	nodeType,
	credentialTypes,
	credentials,
	parameters,
	path,
}: OpenForm): LoadOptionsContext {
	const { name, defaults } = nodeType.description;
	const node = {
		id: 'n1',
		name: String(defaults.name),
		type: `test.${name}`,
		typeVersion: 1,
		position: [0, 0] as [number, number],
		parameters,
		credentials: Object.fromEntries(
			Object.keys(credentials).map((type) => [type, { id: type, name: type }]),
		),
	};
	const workflow = new Workflow({
		id: 'w1',
		active: false,
		nodes: [node],
		connections: {},
		nodeTypes: {
			getByName: () => nodeType,
			getByNameAndVersion: (_, version) => NodeHelpers.getVersionedNodeType(nodeType, version),
			getKnownTypes: () => ({}),
		},
	});
	const byName = Object.fromEntries(credentialTypes.map((type) => [type.name, type]));
	const additionalData = {
		currentNodeParameters: parameters,
		credentialsHelper: new TestCredentials(byName, credentials),
	} as unknown as IWorkflowExecuteAdditionalData;
	return new LoadOptionsContext(workflow, node, additionalData, path);
}
