/** The newest entries of a log, within a count and a total of bytes; older ones are dropped. */
export class BoundedLog<T> {
	private entries: T[] = [];
	private sizes: number[] = [];
	/** Entries before this index are dropped; they are cut off in bulk to keep `add` cheap. */
	private start = 0;
	private bytes = 0;

	constructor(
		private readonly maxEntries: number,
		private readonly maxBytes: number,
	) {}

	add(entry: T, bytes: number): void {
		if (this.maxEntries === 0) return;
		this.entries.push(entry);
		this.sizes.push(bytes);
		this.bytes += bytes;
		while (this.length > 1 && (this.length > this.maxEntries || this.bytes > this.maxBytes)) {
			this.bytes -= this.sizes[this.start++];
		}
		if (this.start > 1_000 && this.start > this.entries.length / 2) {
			this.entries = this.entries.slice(this.start);
			this.sizes = this.sizes.slice(this.start);
			this.start = 0;
		}
	}

	get length(): number {
		return this.entries.length - this.start;
	}

	/** Oldest first. */
	toArray(): T[] {
		return this.entries.slice(this.start);
	}

	/** The newest entries for which `wanted` holds, oldest first; stops at the first other. */
	newestWhile(wanted: (entry: T) => boolean): T[] {
		let from = this.entries.length;
		while (from > this.start && wanted(this.entries[from - 1])) from--;
		return this.entries.slice(from);
	}

	clear(): void {
		this.entries = [];
		this.sizes = [];
		this.start = 0;
		this.bytes = 0;
	}
}

/** Counts how often each key was seen, for the newest `maxKeys` keys. */
export class BoundedCounter {
	private readonly counts = new Map<string, number>();

	constructor(private readonly maxKeys: number) {}

	/** Adds one and returns the new count: 1 for a key not seen before. */
	add(key: string): number {
		const count = this.get(key) + 1;
		this.counts.set(key, count);
		if (this.counts.size > this.maxKeys) {
			for (const oldest of this.counts.keys()) {
				this.counts.delete(oldest);
				break;
			}
		}
		return count;
	}

	get(key: string): number {
		return this.counts.get(key) ?? 0;
	}

	clear(): void {
		this.counts.clear();
	}
}
