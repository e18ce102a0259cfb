import { Problem } from '../../shared/problem';
import { shapeOf, type Operation } from '../request/operation';
import { role } from '../simplify/people';

/** Picks one role out of the list of all. */
export const getRole: Operation = (form, { path }) => {
	const wanted = form.requiredId('role');
	const shape = shapeOf(form, role);
	return async (api) => {
		const roles = await api.list({ path, key: 'roles' });
		const found = roles.filter(({ id }) => id === wanted);
		if (found.length > 0) return shape(found);
		throw new Problem(
			'Segment does not know the role in this workspace',
			`Choose one from the list: there is none with the ID “${wanted}”.`,
		);
	};
};
