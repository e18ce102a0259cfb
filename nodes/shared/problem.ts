import type { IDataObject } from 'n8n-workflow';

/** Something that went wrong, with what the user can do about it. The one error of all nodes. */
export class Problem extends Error {
	/**
	 * @param message what is wrong, naming the field as the form shows it
	 * @param advice what to do next
	 * @param details for the error output: the HTTP status, Segment's own code and words
	 * @param endsRun whether every other item of the run would meet the same, as with a refused credential
	 */
	constructor(
		message: string,
		readonly advice: string,
		readonly details: IDataObject = {},
		readonly endsRun = false,
	) {
		super(message);
	}
}
