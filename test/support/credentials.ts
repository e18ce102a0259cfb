import {
	ICredentialsHelper,
	type ICredentialDataDecryptedObject,
	type ICredentialType,
	type IHttpRequestHelper,
	type IHttpRequestOptions,
	type INode,
	type INodeCredentialsDetails,
	type IRequestOptionsSimplified,
	type INodeParameters,
	type Workflow,
} from 'n8n-workflow';

/** The decrypted data of each credential type that a node under test uses. */
export type CredentialData = Record<string, ICredentialDataDecryptedObject>;

/** Gives nodes their credentials and applies the real credential class, as n8n's own helper does. */
export class TestCredentials extends ICredentialsHelper {
	constructor(
		private readonly types: Record<string, ICredentialType>,
		private readonly data: CredentialData,
	) {
		super();
	}

	getParentTypes() {
		return [];
	}

	isCredentialUsableByNode() {
		return true;
	}

	getCredentialsProperties(type: string) {
		return this.types[type]?.properties ?? [];
	}

	async getDecrypted(_additionalData: unknown, _details: INodeCredentialsDetails, type: string) {
		const defaults: ICredentialDataDecryptedObject = {};
		for (const property of this.getCredentialsProperties(type)) {
			defaults[property.name] = property.default as string;
		}
		return { ...defaults, ...this.data[type] };
	}

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		type: string,
		request: IHttpRequestOptions | IRequestOptionsSimplified,
		workflow: Workflow,
		node: INode,
	): Promise<IHttpRequestOptions> {
		const { authenticate } = this.types[type] ?? {};
		const options = request as IHttpRequestOptions;
		if (!authenticate) return options;
		if (typeof authenticate === 'function') return await authenticate(credentials, options);
		const resolved = workflow.expression.getComplexParameterValue(
			node,
			authenticate.properties as unknown as INodeParameters,
			'internal',
			{ $credentials: credentials },
			undefined,
			{},
		) as Record<string, Record<string, string>>;
		return {
			...options,
			...(resolved.auth && { auth: resolved.auth as unknown as IHttpRequestOptions['auth'] }),
			headers: { ...options.headers, ...resolved.headers },
			qs: { ...options.qs, ...resolved.qs },
		} as IHttpRequestOptions;
	}

	async preAuthentication(
		helpers: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
		type: string,
		_node: INode,
		credentialsExpired: boolean,
	) {
		const credentialType = this.types[type];
		if (!credentialType?.preAuthentication) return undefined;
		const expirable = credentialType.properties.find(
			(property) => property.typeOptions?.expirable === true,
		);
		if (!expirable) return undefined;
		if (credentials[expirable.name] && !credentialsExpired) return undefined;
		const fresh = await credentialType.preAuthentication.call(helpers, credentials);
		this.data[type] = { ...this.data[type], ...(fresh as ICredentialDataDecryptedObject) };
		return { ...credentials, ...(fresh as ICredentialDataDecryptedObject) };
	}

	async runPreAuthentication(
		helpers: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
		type: string,
	) {
		const fresh = await this.types[type]?.preAuthentication?.call(helpers, credentials);
		return fresh as ICredentialDataDecryptedObject | undefined;
	}

	getCredentials(): never {
		throw new Error('not used by the nodes under test');
	}

	async updateCredentials() {}

	async updateCredentialsOauthTokenData() {}
}
