import type { Finding } from '../../shared/jsonSchema/check';
import { compileSchema } from '../../shared/jsonSchema/compile';
import { readPattern, type Pattern } from '../../shared/jsonSchema/pattern';
import { isFields, type Fields } from '../../shared/read/describe';
import { asProblem, sentence } from '../../shared/run/errors';
import { dataSchema, type DataKey, type Rule } from './rules';
import { violation, violationOf, type Violation } from './violation';

/** A rule of a tracking plan that messages are held against. Its schema is read at the first of them. */
export class PlannedRule {
	private checkOnce: ((message: Fields) => Violation[]) | undefined;

	private readonly planned = new Map<DataKey, { names: Set<string>; patterns: Pattern[] }>();

	constructor(readonly rule: Rule) {}

	/** What a whole message breaks; a rule that cannot be read lets none pass unseen. */
	check(message: Fields): Violation[] {
		this.checkOnce ??= checkOf(this.rule);
		return this.checkOnce(message);
	}

	/** Whether the rule knows a property or trait. */
	plans(dataKey: DataKey, name: string): boolean {
		let known = this.planned.get(dataKey);
		if (!known) {
			const { properties, patternProperties } = dataSchema(this.rule, dataKey);
			known = { names: new Set(namesIn(properties)), patterns: readPatterns(patternProperties) };
			this.planned.set(dataKey, known);
		}
		return known.names.has(name) || known.patterns.some((pattern) => pattern.test(name));
	}
}

function checkOf(rule: Rule): (message: Fields) => Violation[] {
	let check: (message: Fields) => Finding[];
	try {
		check = compileSchema(rule.schema);
	} catch (error) {
		const wrong = [unreadable(rule, error)];
		return () => wrong;
	}
	return (message) => {
		try {
			return check(message).map(violationOf);
		} catch (error) {
			return [unreadable(rule, error)];
		}
	};
}

function unreadable({ key, type }: Rule, error: unknown): Violation {
	const { message } = asProblem(error);
	const name = key ?? type.toLowerCase();
	const reason = `cannot be checked, since the rule “${name}” is wrong: ${sentence(message)}`;
	return violation('Unreadable Rule', '(root)', reason);
}

const namesIn = (schemas: unknown) => (isFields(schemas) ? Object.keys(schemas) : []);

function readPatterns(patternProperties: unknown): Pattern[] {
	return namesIn(patternProperties).flatMap((source) => {
		try {
			return [readPattern(source)];
		} catch {
			// the check of the rule says so
			return [];
		}
	});
}
