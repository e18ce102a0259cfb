import { isFields, type Fields } from '../../shared/read/describe';
import { Faults } from '../../shared/read/faults';
import type { Form } from '../../shared/read/form';
import { mergeFields } from '../../shared/read/json';
import { DATA_KEY } from './shape';
import type { Message } from './types';

/** Where an ID of an advertising network goes, and where a browser keeps it. */
interface Slot {
	/** The key in `integrations`; without it, the ID is a property of the event. */
	destination?: string;
	key: string;
	/** Cookies that hold it: the network's own, and those of Segment's browser plugins. */
	cookies: readonly string[];
}

const REDDIT = 'Reddit Conversions Api';
const SNAP = 'Snap Conversions Api';
const TIKTOK = 'TikTok Conversions';
const CAMPAIGN_MANAGER = 'Campaign Manager 360';

/**
 * The slots that Segment's own destinations read by default (github.com/segmentio/action-destinations,
 * `packages/destination-actions`), and the cookies that its browser plugins read and write
 * (`packages/browser-destinations`), by the name of the form's field.
 */
export const CLICK_ID_SLOTS: Readonly<Record<string, Slot>> = {
	amplitudeSessionId: {
		destination: 'Actions Amplitude',
		key: 'session_id',
		cookies: ['analytics_session_id'],
	},
	campaignManagerDisplayClickId: { destination: CAMPAIGN_MANAGER, key: 'dclid', cookies: [] },
	campaignManagerGoogleClickId: { destination: CAMPAIGN_MANAGER, key: 'gclid', cookies: [] },
	facebookBrowserId: { key: 'fbp', cookies: ['_fbp'] },
	facebookClickId: { key: 'fbc', cookies: ['_fbc'] },
	googleSessionAttributes: {
		destination: 'Google Ads Conversions',
		key: 'session_attributes_encoded',
		cookies: ['google_session_attributes_encoded'],
	},
	microsoftClickId: {
		destination: 'Microsoft Bing CAPI (Actions)',
		key: 'msclkid',
		cookies: ['analytics_ms_capi_click_id'],
	},
	redditClickId: { destination: REDDIT, key: 'click_id', cookies: ['rdt_cid_seg'] },
	redditUuid: { destination: REDDIT, key: 'uuid', cookies: ['_rdt_uuid'] },
	snapClickId: { destination: SNAP, key: 'click_id', cookies: ['analytics_snap_capi_click_id'] },
	snapCookieId: {
		destination: SNAP,
		key: 'uuid_c1',
		cookies: ['_scid', 'analytics_snap_capi_scid_cookie'],
	},
	tikTokClickId: { destination: TIKTOK, key: 'ttclid', cookies: [] },
	tikTokCookieId: { destination: TIKTOK, key: 'ttp', cookies: ['_ttp'] },
};

/** IDs by the name of the form's field. Amplitude's is a number, as its destination needs it. */
export type ClickIds = Record<string, string | number>;

/** The one that is a time and no text. */
export const AMPLITUDE_SESSION = 'amplitudeSessionId';

/**
 * Reads the Click IDs collection.
 *
 * @param form the Additional Fields
 * @throws Problem naming every field whose value is no such ID
 */
export function readClickIds(form: Form): ClickIds {
	const collection = form.collection('clickIds');
	const ids: ClickIds = {};
	const faults = new Faults();
	for (const name of Object.keys(CLICK_ID_SLOTS)) {
		const id = faults.attempt(() =>
			name === AMPLITUDE_SESSION ? collection.optionalNumber(name) : collection.id(name),
		);
		if (id !== undefined) ids[name] = id;
	}
	faults.end();
	return ids;
}

/**
 * Writes IDs into the slots of a message, as Segment's browser plugins do: a destination that does not
 * get the message does not get them either, and is not turned on by them.
 *
 * @param message the caller's own copy
 * @throws Problem when another field of the form holds the same
 */
export function addClickIds(message: Message, ids: ClickIds): void {
	for (const [name, id] of Object.entries(ids)) {
		const { destination, key } = CLICK_ID_SLOTS[name];
		const slot = slotIn(message, destination);
		if (slot) mergeFields(slot, { [key]: id }, 'Click IDs');
	}
}

/** The same for IDs from cookies: what the message has already stays. */
export function fillClickIds(message: Message, ids: ClickIds): void {
	for (const [name, id] of Object.entries(ids)) {
		const { destination, key } = CLICK_ID_SLOTS[name];
		const slot = slotIn(message, destination);
		if (slot && slot[key] === undefined) slot[key] = id;
	}
}

/** The object that holds the IDs of a destination; undefined where they do not go, or nobody reads them. */
function slotIn(message: Message, destination: string | undefined): Fields | undefined {
	if (destination === undefined) {
		return DATA_KEY[message.type] === 'properties' ? (message.properties ??= {}) : undefined;
	}
	const own = message.integrations?.[destination];
	const isOn = own === undefined ? message.integrations?.All !== false : own !== false;
	if (!isOn) return undefined;
	if (isFields(own)) return own;
	const slot: Fields = {};
	message.integrations = { ...message.integrations, [destination]: slot };
	return slot;
}
