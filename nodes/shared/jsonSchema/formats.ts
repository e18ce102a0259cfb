/**
 * The formats of JSON Schema draft 7 ("Validation", 7.3) that are checked, and `uuid`, which Segment's
 * own validator knows too. `idn-hostname` is not: it needs the tables of Unicode's IDNA.
 */
export const FORMATS: Record<string, (text: string) => boolean> = {
	date: isDay,
	time: isTime,
	'date-time': (text) => {
		const [, day, time] = /^(.{10})[Tt](.+)$/.exec(text) ?? [];
		return day !== undefined && isDay(day) && isTime(time);
	},
	email: (text) => isEmail(text, isHostname),
	'idn-email': (text) => isEmail(text, (host) => /^[^\s@]+$/.test(host)),
	hostname: isHostname,
	ipv4: isIpv4,
	ipv6: isIpv6,
	uri: (text) => isReference(text, ASCII) && HAS_SCHEME.test(text),
	'uri-reference': (text) => isReference(text, ASCII),
	iri: (text) => isReference(text, ANY) && HAS_SCHEME.test(text),
	'iri-reference': (text) => isReference(text, ANY),
	'uri-template': (text) => URI_TEMPLATE.test(text),
	uuid: (text) => /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text),
	'json-pointer': (text) => JSON_POINTER.test(text),
	'relative-json-pointer': (text) => /^(0|[1-9]\d*)(#|(\/([^~]|~[01])*)?)$/.test(text),
	regex: isRegularExpression,
};

const JSON_POINTER = /^(\/([^~/]|~[01])*)*$/;
const HAS_SCHEME = /^[a-z][a-z\d+.-]*:/i;
const URI_TEMPLATE_VARIABLE = String.raw`(\w|%[\da-fA-F]{2})+(\.(\w|%[\da-fA-F]{2})+)*(:[1-9]\d{0,3}|\*)?`;
const URI_TEMPLATE = new RegExp(
	String.raw`^([^\s"<>\\^\x60{|}\x00-\x1f\x7f%]|%[\da-fA-F]{2}|\{[+#./;?&=,!@|]?${URI_TEMPLATE_VARIABLE}(,${URI_TEMPLATE_VARIABLE})*\})*$`,
);

/** RFC 3339, "full-date". */
function isDay(text: string): boolean {
	const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text)?.map(Number) ?? [];
	if (year === undefined || month < 1 || month > 12 || day < 1) return false;
	const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
	return day <= [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
}

/** RFC 3339, "full-time": with an offset, and with a leap second where there can be one. */
function isTime(text: string): boolean {
	const match = /^(\d\d):(\d\d):(\d\d)(\.\d+)?(z|([+-])(\d\d):(\d\d))$/i.exec(text);
	if (!match) return false;
	const [hours, minutes, seconds] = match.slice(1, 4).map(Number);
	const [offsetHours, offsetMinutes] = match.slice(7, 9).map((digits) => Number(digits ?? 0));
	if (hours > 23 || minutes > 59 || offsetHours > 23 || offsetMinutes > 59) return false;
	if (seconds < 60) return true;
	const offset = (offsetHours * 60 + offsetMinutes) * (match[6] === '-' ? -1 : 1);
	const inUtc = (hours * 60 + minutes - offset + 2 * 1440) % 1440;
	return seconds === 60 && inUtc === 1439;
}

/** RFC 1123, section 2.1: at most 253 characters, labels of 63. */
function isHostname(text: string): boolean {
	return (
		text.length <= 253 &&
		/^([a-z\d]([a-z\d-]{0,61}[a-z\d])?)(\.[a-z\d]([a-z\d-]{0,61}[a-z\d])?)*$/i.test(text)
	);
}

/** RFC 5321, "Mailbox". */
function isEmail(text: string, isHost: (host: string) => boolean): boolean {
	const at = text.lastIndexOf('@');
	if (at < 1) return false;
	const [local, host] = [text.slice(0, at), text.slice(at + 1)];
	const isLocal =
		/^"([^"\\]|\\.)*"$/.test(local) ||
		/^[^\s@"(),:;<>[\\\].]+(\.[^\s@"(),:;<>[\\\].]+)*$/.test(local);
	return isLocal && (isHost(host) || isAddressLiteral(host));
}

function isAddressLiteral(host: string): boolean {
	const [, ipv6, ipv4] = /^\[(?:IPv6:(.+)|(.+))\]$/i.exec(host) ?? [];
	return (ipv6 !== undefined && isIpv6(ipv6)) || (ipv4 !== undefined && isIpv4(ipv4));
}

/** RFC 2673, section 3.2: four decimal numbers, none with a leading zero. */
function isIpv4(text: string): boolean {
	return /^((25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(\.|$)){4}$/.test(text) && !text.endsWith('.');
}

/** RFC 4291, section 2.2. */
function isIpv6(text: string): boolean {
	const [head, tail, more] = text.split('::');
	if (more !== undefined) return false;
	const groups = [head, ...(tail === undefined ? [] : [tail])].flatMap((part) =>
		part === '' ? [] : part.split(':'),
	);
	const last = groups.at(-1) ?? '';
	const endsInIpv4 = last.includes('.');
	if (endsInIpv4 && !isIpv4(groups.pop() as string)) return false;
	if (!groups.every((group) => /^[\da-f]{1,4}$/i.test(group))) return false;
	if (endsInIpv4 && tail === '') return false;
	const count = groups.length + (endsInIpv4 ? 2 : 0);
	return tail === undefined ? count === 8 : count <= 7;
}

const ASCII = /^[!#$&-;=?-Z[\]_a-z~%]*$/;
const ANY = /^[^\s"<>\\^`{|}\p{Cc}]*$/u;

/** RFC 3986, "URI-reference", and RFC 3987 for all characters of Unicode. */
function isReference(text: string, allowed: RegExp): boolean {
	if (!allowed.test(text) || /%(?![\da-f]{2})/i.test(text)) return false;
	const [, scheme, authority, path, fragment = ''] =
		/^([^:/?#]*:)?(?:\/\/([^/?#]*))?([^?#]*)(?:\?[^#]*)?(?:#(.*))?$/.exec(text) ?? [];
	if (/[#[\]]/.test(fragment) || /[[\]]/.test(path ?? '')) return false;
	if (scheme !== undefined && !HAS_SCHEME.test(scheme)) return false;
	return authority === undefined || isAuthority(authority);
}

function isAuthority(authority: string): boolean {
	const [, user = '', host, port] =
		/^(?:(.*)@)?(\[[^\]]*\]|[^:]*)(?::(.*))?$/.exec(authority) ?? [];
	if (host === undefined || /[[\]@]/.test(user) || !/^\d*$/.test(port ?? '')) return false;
	const isLiteral = host.startsWith('[');
	return isLiteral
		? isIpv6(host.slice(1, -1)) || /^\[v[\da-f]+\..+\]$/i.test(host)
		: !/[[\]]/.test(host);
}

function isRegularExpression(text: string): boolean {
	try {
		return new RegExp(text, 'u') instanceof RegExp;
	} catch {
		return false;
	}
}
