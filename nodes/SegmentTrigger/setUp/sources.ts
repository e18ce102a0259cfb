/** The list of the workspace's sources in the node's Source field. */
import { searchList } from '../../shared/run/searchList';

export const searchSources = searchList({
	path: '/sources',
	key: 'sources',
	option: ({ id, name, slug }) => ({
		name: String(name || slug || id),
		value: String(id),
		description: String(slug ?? ''),
	}),
});
