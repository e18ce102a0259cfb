/** A failure that the stand-in produces on purpose, instead of (or after) the real answer. */
export interface Fault {
	/** How many matching requests fail (default 1). */
	times?: number;
	method?: string;
	/** Path below the mount point: exact, or a pattern. */
	path?: string | RegExp;
	/** Answer with this status ... */
	status?: number;
	headers?: Record<string, string>;
	/** ... and this body (default: an errors envelope that fits the status). */
	body?: unknown;
	/** Or cut the connection: before the call is carried out, or after (the answer is lost). */
	reset?: 'before' | 'after';
}

/** The faults still to come, oldest first. */
export class Faults {
	private readonly pending: Array<Fault & { left: number }> = [];

	add(fault: Fault): void {
		this.pending.push({ ...fault, left: fault.times ?? 1 });
	}

	/** The fault for this request, if any; counts it down. */
	take(method: string, path: string): Fault | undefined {
		const index = this.pending.findIndex(
			(fault) =>
				(fault.method === undefined || fault.method === method) &&
				(fault.path === undefined ||
					(typeof fault.path === 'string' ? fault.path === path : fault.path.test(path))),
		);
		if (index < 0) return undefined;
		const fault = this.pending[index];
		fault.left -= 1;
		if (fault.left === 0) this.pending.splice(index, 1);
		return fault;
	}

	clear(): void {
		this.pending.length = 0;
	}
}
