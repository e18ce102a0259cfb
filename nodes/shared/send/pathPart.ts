/** Whether a text can be a part of a path: dots would lead to another one, and half a character cannot be encoded. */
export function isPathPart(text: string): boolean {
	return !/^\.{0,2}$|\p{Surrogate}/u.test(text);
}
