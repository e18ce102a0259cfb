import { known } from '../../stand-in/public-api';
import { id } from '../../support/workspace';

export const user = { user: id(known.memberId) };
export const group = { group: id(known.groupId) };
export const source = { source: id(known.sourceId) };
export const destination = { destination: id(known.destinationId) };
export const space = { space: id(known.spaceId) };
export const audience = { ...space, audience: id(known.audienceId) };
export const model = { model: id(known.modelId) };
export const linkedAudience = { ...space, audience: id(known.linkedAudienceId) };
export const filter = { ...destination, filter: id(known.filterId) };
export const everything = { returnAll: true };
