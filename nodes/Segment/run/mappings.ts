import type { Mapping } from '../events/mapping';

/** How many items are looked at for hints: those after them are like them. */
const ITEMS_FOR_HINTS = 100;

/** How many different hints are shown for a run. */
const MAX_HINTS = 5;

/** How the items of a run became events whose fields are known. */
export class Mappings {
	private readonly found = new Set<string>();

	private readonly ofItems = new Map<number, Mapping>();

	/** @param keepsAll whether the mapping of each item is to be shown, as in a Dry Run */
	constructor(private readonly keepsAll: boolean) {}

	/** What may have been meant otherwise, each once. */
	get hints(): string[] {
		return [...this.found].slice(0, MAX_HINTS);
	}

	of(item: number): Mapping | undefined {
		return this.ofItems.get(item);
	}

	/** Takes the mapping of an item; undefined for one that nobody looks at. */
	listener(item: number): ((mapping: Mapping) => void) | undefined {
		if (!this.keepsAll && item >= ITEMS_FOR_HINTS) return undefined;
		return (mapping) => {
			for (const hint of mapping.hints) this.found.add(hint);
			if (this.keepsAll) this.ofItems.set(item, mapping);
		};
	}
}
