/** What Segment switches on per workspace; its operations answer 403 without it. */
export type Feature =
	'Audience' | 'Destination Subscriptions' | 'Functions' | 'Protocols' | 'Spaces';

/** Something that the store keeps: what Segment documents of it, and what only Segment knows. */
export interface Thing {
	id: string;
	name?: string;
	[field: string]: unknown;
}

export interface Label {
	key: string;
	value: string;
	description?: string;
}

export interface PermissionResource {
	id: string;
	type: 'FUNCTION' | 'SOURCE' | 'SPACE' | 'WAREHOUSE' | 'WORKSPACE';
	labels?: Label[];
}

export interface Permission {
	roleId: string;
	roleName: string;
	resources: PermissionResource[];
}

export interface User {
	id: string;
	name: string;
	email: string;
	permissions: Permission[];
}

export interface Group {
	id: string;
	name: string;
	/** Members: e-mails of users and of people who are only invited so far. */
	emails: string[];
	permissions: Permission[];
}

export interface Role {
	id: string;
	name: string;
	description: string;
}

export interface SourceType {
	id: string;
	name: string;
	slug: string;
	description: string;
	logos: { default: string; mark: string | null; alt: string | null };
	options: IntegrationOption[];
	categories: string[];
	isCloudEventSource: boolean;
	status: string;
}

export interface IntegrationOption {
	name: string;
	type: string;
	required: boolean;
	description: string;
	label: string;
	defaultValue?: unknown;
}

export type WarehouseType = Pick<
	SourceType,
	'description' | 'id' | 'logos' | 'name' | 'options' | 'slug'
>;

/** What is synced besides, or instead of, everything. */
export interface SyncOverride {
	sourceId?: string;
	collection?: string;
	property?: string;
	enabled: boolean;
}

export interface Warehouse extends Thing {
	metadata: WarehouseType;
	enabled: boolean;
	settings: Record<string, unknown>;
	connectedSourceIds: string[];
	overrides: SyncOverride[];
	schedule?: { enabled: boolean; schedule?: object };
}

export interface ProfilesWarehouse extends Thing {
	spaceId: string;
	overrides: SyncOverride[];
	enableEventTables: boolean;
}

export interface FunctionVersion {
	id: string;
	author: string;
	code: string;
	isDeployed: boolean;
	createdAt: string;
	updatedAt: string;
	deployedAt?: string;
}

export interface FunctionThing extends Thing {
	resourceType: string;
	code: string;
	/** Newest first. */
	versions: FunctionVersion[];
}

export interface SchemaSettings {
	track?: object;
	identify?: object;
	group?: object;
	forwardingViolationsTo?: string;
	forwardingBlockedEventsTo?: string;
}

export interface Source {
	id: string;
	slug: string;
	name?: string;
	type: SourceType;
	enabled: boolean;
	writeKeys: string[];
	settings: Record<string, unknown>;
	labels: Label[];
	schema: SchemaSettings;
}

export interface DestinationType {
	id: string;
	name: string;
	slug: string;
	actions: Array<{ id: string; slug: string; name: string; [more: string]: unknown }>;
	[more: string]: unknown;
}

export interface Destination {
	id: string;
	name?: string;
	enabled: boolean;
	sourceId: string;
	type: DestinationType;
	settings: Record<string, unknown>;
}

export interface Subscription {
	id: string;
	name: string;
	actionId: string;
	actionSlug: string;
	destinationId: string;
	enabled: boolean;
	settings: Record<string, unknown>;
	trigger: string;
	modelId?: string;
	reverseETLSchedule?: object;
}

export interface Space {
	id: string;
	slug: string;
	name: string;
}

export type AudienceType = 'ACCOUNTS' | 'LINKED' | 'USERS';

export interface AudienceDefinition {
	query: string;
	type?: string;
	targetEntity?: string | null;
}

export interface Audience {
	id: string;
	spaceId: string;
	name: string;
	description: string;
	key: string;
	enabled: boolean;
	definition: AudienceDefinition;
	status: string;
	audienceType: AudienceType;
	createdBy: string;
	updatedBy: string;
	createdAt: string;
	updatedAt: string;
	options: Record<string, unknown>;
	size: number;
}

export interface AudiencePreview {
	id: string;
	spaceId: string;
	audienceType: AudienceType;
	definition: AudienceDefinition;
	options: Record<string, unknown>;
	polls: number;
}

export interface Rule {
	type: string;
	key?: string;
	jsonSchema: unknown;
	version: number;
	createdAt: string;
	updatedAt: string;
}

export interface TrackingPlan extends Thing {
	id: string;
	name: string;
	slug: string;
	description: string;
	type: string;
	createdAt: string;
	updatedAt: string;
	rules: Rule[];
	sourceIds: string[];
}

export type RegulationStatus =
	| 'FAILED'
	| 'FINISHED'
	| 'INITIALIZED'
	| 'INVALID'
	| 'NOT_SUPPORTED'
	| 'PARTIAL_SUCCESS'
	| 'RUNNING';

export interface Regulation {
	id: string;
	regulationType: string;
	subjectType: string;
	subjectIds: string[];
	/** Absent: the whole workspace. */
	sourceId?: string;
	status: RegulationStatus;
	createdAt: string;
	finishedAt?: string;
	polls: number;
}

export interface AuditEvent {
	id: string;
	timestamp: string;
	type: string;
	actor: string;
	actorEmail: string;
	resourceId: string;
	resourceType: string;
	resourceName: string;
}

export interface Model extends Thing {
	id: string;
	sourceId: string;
	name: string;
	description: string;
	enabled: boolean;
	query: string;
	queryIdentifierColumn: string;
}

export interface Sync {
	syncId: string;
	modelId: string;
	sourceId: string;
	subscriptionId: string;
	syncStatus: 'CANCELED' | 'FAIL' | 'IN_PROGRESS' | 'PARTIAL_SUCCESS' | 'SUCCESS';
	startedAt: string;
	finishedAt?: string;
	polls: number;
}

/** One workspace as Segment would keep it, and the switches of the stand-in. */
export interface State {
	workspace: { id: string; slug: string; name: string };
	users: User[];
	invites: string[];
	groups: Group[];
	roles: Role[];
	labels: Label[];
	sourceTypes: SourceType[];
	sources: Source[];
	destinationTypes: DestinationType[];
	warehouseTypes: WarehouseType[];
	/** With `connectedSourceIds`, `overrides` of the selective sync and its `schedule`. */
	warehouses: Warehouse[];
	profilesWarehouses: ProfilesWarehouse[];
	functions: FunctionThing[];
	functionInstances: Thing[];
	transformations: Thing[];
	destinationFilters: Thing[];
	spaceFilters: Thing[];
	computedTraits: Thing[];
	schedules: Thing[];
	activations: Thing[];
	/** Destinations that audiences are sent to. */
	connections: Thing[];
	credentials: Thing[];
	livePlugins: Thing[];
	/** By space, key and type. */
	messagingSubscriptions: Map<string, Record<string, unknown>>;
	destinations: Destination[];
	subscriptions: Subscription[];
	spaces: Space[];
	audiences: Audience[];
	previews: AudiencePreview[];
	trackingPlans: TrackingPlan[];
	regulations: Regulation[];
	suppressions: Array<{ subjectType: string; subjectId: string }>;
	auditEvents: AuditEvent[];
	models: Model[];
	syncs: Sync[];

	/** Features that are switched on. */
	features: Set<Feature>;
	/** Status for a token that may not do what it asks; Segment's docs and its users disagree. */
	deniedStatus: 401 | 403;
	/** How the last page of a list ends; both occur. */
	lastNext: 'absent' | 'null';
	/** Work that goes on: it ends with this outcome, after so many looks at it. */
	progress: {
		polls: number;
		regulation: RegulationStatus;
		preview: 'COMPLETED' | 'FAILED';
		sync: Sync['syncStatus'];
	};
	/** Counts what was created, so that new ids are the same in every run. */
	created: number;
}
