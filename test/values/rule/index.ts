/**
 * What becomes of a value, by the rule alone: nothing here knows how the nodes read values. Where the
 * rule leaves two outcomes open, both are listed.
 */
import { type IdRule, idVerdict, secretVerdict } from './ids';
import {
	ABSENT,
	isBlankText,
	isNothing,
	orRefuse,
	orRefuseIf,
	REFUSE,
	trim,
	unwrapLocator,
	use,
	type Verdict,
} from './verdict';
import { entryVerdict, listVerdict } from './lists';
import { choicesVerdict, choiceVerdict, switchVerdict } from './choices';
import { numberVerdict } from './numbers';
import { CLEARABLE_TEXT, textVerdict } from './text';
import { monthVerdict, timeVerdict } from './times';
import { jsonVerdict } from './json';
import { collectionVerdict, nameVerdict } from './names';

export type Kind =
	| ({ is: 'id'; required?: boolean } & IdRule)
	| { is: 'secret'; required?: boolean; pathSegment?: boolean }
	| { is: 'email'; required?: boolean }
	/** A path, an endpoint or a cursor of the API: none of the values of the matrix is one. */
	| { is: 'path'; optional?: true }
	/** A Cookie header: none of the values of the matrix holds a cookie that is read. */
	| { is: 'cookies' }
	| { is: 'switch'; nullClears?: boolean; required?: boolean }
	| { is: 'choice'; options: Array<string | number>; isWeighty?: boolean }
	| { is: 'choices'; options: Array<string | number>; required?: boolean }
	| {
			is: 'number';
			min?: number;
			max?: number;
			integer?: boolean;
			nullClears?: boolean;
			required?: boolean;
	  }
	/** `label`: a name of a thing, which may be trimmed. */
	| { is: 'text' | 'label'; nullClears?: boolean; required?: boolean; emptyIsSent?: boolean }
	| { is: 'time'; required?: boolean; nullClears?: boolean; inAnyZone?: boolean }
	| { is: 'numberOrText' }
	| { is: 'month'; required?: boolean }
	| {
			is: 'list';
			of: EntryKind;
			required?: boolean;
			undoable?: boolean;
			nullClears?: boolean;
			/** Whether one can be chosen from a list, in a locator. */
			locator?: boolean;
	  }
	/** `of`: what the data has to be. */
	| {
			is: 'json';
			of: 'object' | 'list' | 'any';
			nullClears?: boolean;
			textIsJson: boolean;
			required?: boolean;
	  }
	| { is: 'name' }
	/** The name of an item's field: absent means the field's default. */
	| { is: 'fieldName' }
	| { is: 'collection'; members: Record<string, Kind> };

export type EntryKind = 'id' | 'text' | 'email' | 'label';

export function verdict(kind: Kind, value: unknown): Verdict {
	const required = 'required' in kind && kind.required === true;
	const inside = unwrapLocator(value);
	const outcome =
		inside === value ||
		kind.is === 'json' ||
		((kind.is === 'id' || kind.is === 'list') && kind.locator)
			? byKind(kind, value)
			: // which text a locator means is plain, but only a locator's own field has to take it
				orRefuse(byKind(kind, inside));
	if (!required || !outcome.absent) return outcome;
	const { absent: _, ...others } = outcome;
	return { ...others, refuse: true };
}

function byKind(kind: Kind, value: unknown): Verdict {
	switch (kind.is) {
		case 'id':
			return idVerdict(kind, value);
		case 'email':
			return entryVerdict('email', value);
		case 'path':
			return kind.optional && (isNothing(value) || isBlankText(value)) ? ABSENT : REFUSE;
		case 'cookies':
			return isNothing(value) ||
				isBlankText(value) ||
				(typeof value === 'string' && value.includes('='))
				? ABSENT
				: REFUSE;
		case 'secret':
			return secretVerdict(kind, value);
		case 'switch':
			return value === null && kind.nullClears ? use(null) : switchVerdict(value);
		case 'choice':
			return orRefuseIf(
				kind.isWeighty === true && (isNothing(value) || value === ''),
				choiceVerdict(kind.options, value),
			);
		case 'choices':
			return choicesVerdict(kind.options, value);
		case 'number':
			return value === null && kind.nullClears ? use(null) : numberVerdict(kind, value);
		case 'numberOrText': {
			const [number, text] = [numberVerdict({}, value), textVerdict(CLEARABLE_TEXT, value)];
			if (!text.use) return text;
			const trimmed = typeof value === 'string' ? [trim(value)] : [];
			return { ...text, use: [...(number.use ?? []), ...text.use, ...trimmed], refuse: true };
		}
		case 'text':
		case 'label':
			return textVerdict(kind, value);
		case 'time':
			if (value === null && kind.nullClears) return { use: [null], absent: true };
			return timeVerdict(value, kind.inAnyZone);
		case 'month':
			return monthVerdict(value);
		case 'list':
			if (value === null && kind.nullClears) return { use: [null], absent: true };
			return listVerdict(kind, value);
		case 'json':
			return jsonVerdict(kind, value);
		case 'name':
			return nameVerdict(value);
		case 'fieldName': {
			const outcome = nameVerdict(value);
			return isNothing(value) || isBlankText(value) ? { absent: true, refuse: true } : outcome;
		}
		case 'collection':
			return collectionVerdict(kind.members, value);
	}
}

export { ZONE, Instant } from './times';
export type { Verdict } from './verdict';
