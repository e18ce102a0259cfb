/** Known, unknown, known. */
export const THREE = [{ id: 'u-1001' }, { id: 'nobody' }, { id: 'u-1002' }];
export const byId = { operation: 'getMetadata', userId: '={{ $json.id }}' };
