/** Something the user must change before a message can be sent. */
export class MessageProblem extends Error {
	/**
	 * @param message what is wrong, naming the field as the form shows it
	 * @param advice what to do next
	 */
	constructor(
		message: string,
		readonly advice: string,
	) {
		super(message);
	}
}
