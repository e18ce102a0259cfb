/** Why a profile could not be looked up, in words for the user. */
export class LookupProblem extends Error {
	/**
	 * @param message what happened, naming the field as the form shows it
	 * @param advice what to do next
	 */
	constructor(
		message: string,
		readonly advice: string,
	) {
		super(message);
	}
}
