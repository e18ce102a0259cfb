import type { IDataObject, INodeParameters } from 'n8n-workflow';

export interface Case {
	parameters: INodeParameters;
	/** Method, path and query as sent. */
	sends: string;
	body?: IDataObject;
	/** What Segment answers, inside its envelope. */
	data: IDataObject;
	gives: IDataObject[];
}
