import { paging, simplify } from '../../fields/common';
import { sourceLocator, warehouseLocator } from '../../fields/locators';
import type { OperationOption } from '../../fields/resource';
import { getMany, perform } from '../../request/operation';
import { routing } from '../../request/routing';
import { source } from '../../simplify/connections';

const SOURCES = '/warehouses/{warehouse}/connected-sources';

export const connectSource: OperationOption = {
	name: 'Connect Source',
	value: 'connectSource',
	action: 'Connect source to warehouse',
	description: 'Have the data of a source synced to a warehouse',
	routing: routing('POST', `${SOURCES}/{source}`, (form, endpoint) => {
		const ids = {
			warehouseId: form.requiredId('warehouse'),
			sourceId: form.requiredId('source'),
		};
		return async (api) => {
			const { data } = await api.send({ ...endpoint, repeatable: true }, 'status');
			return [{ ...ids, connected: data.status === 'CONNECTED' }];
		};
	}),
	fields: [warehouseLocator, sourceLocator],
};

export const disconnectSource: OperationOption = {
	name: 'Disconnect Source',
	value: 'disconnectSource',
	action: 'Disconnect source from warehouse',
	description: 'Have the data of a source synced to a warehouse no more',
	routing: routing(
		'DELETE',
		`${SOURCES}/{source}`,
		perform((form) => ({
			warehouseId: form.requiredId('warehouse'),
			sourceId: form.requiredId('source'),
			connected: false,
		})),
	),
	fields: [warehouseLocator, sourceLocator],
};

export const getConnectionState: OperationOption = {
	name: 'Get Connection State',
	value: 'getConnectionState',
	action: 'Get connection state of warehouse',
	description: 'See whether Segment can connect to a warehouse with its settings',
	routing: routing('GET', '/warehouses/{warehouse}/connection-state', (form, endpoint) => {
		const id = form.requiredId('warehouse');
		return async (api) => {
			const { data } = await api.send(endpoint, 'connectionState');
			return [{ id, connectionState: data.connectionState }];
		};
	}),
	fields: [warehouseLocator],
};

export const getSources: OperationOption = {
	name: 'Get Connected Sources',
	value: 'getSources',
	action: 'Get connected sources of warehouse',
	description: 'Retrieve the sources whose data is synced to a warehouse',
	routing: routing('GET', SOURCES, getMany('sources', source)),
	fields: [warehouseLocator, ...paging, simplify],
};
