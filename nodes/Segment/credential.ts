/** The credential that the node sends with. */
export const CREDENTIAL_TYPE = 'segmentApi';
