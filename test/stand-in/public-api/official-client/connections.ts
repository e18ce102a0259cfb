import * as client from '@segment/public-api-sdk-typescript';
import { known } from '..';
import { HTTP_API_SOURCE } from '../seed/catalog';
import { at, Case, page, pages, served, sources, SUCCESS } from './served';

const destinations = () => at(client.DestinationsApi);

const trackingPlans = () => at(client.TrackingPlansApi);

const reverseEtl = () => at(client.ReverseETLApi);

const webhooks = () => ({
	sourceId: known.sourceId,
	metadataId: known.webhooksMetadataId,
	enabled: true,
	name: 'n8n',
	settings: { sharedSecret: 's' },
});

const subscription = () => ({
	name: 'n8n',
	actionId: served.api.state.destinations[0].type.actions[0].id,
	trigger: 'type = "track"',
	enabled: true,
	settings: { url: 'https://n8n.example' },
});

export const connectionCases: Case[] = [
	{
		operation: 'Source: Create',
		call: 'createSource',
		run: () => sources().createSource({ slug: 'shop', enabled: true, metadataId: HTTP_API_SOURCE }),
		data: { source: { slug: 'shop', writeKeys: [expect.stringMatching(/^\w{32}$/)] } },
		status: 201,
	},
	{
		operation: 'Source: Get',
		call: 'getSource',
		run: () => sources().getSource(known.sourceId),
		data: {
			source: { writeKeys: [known.writeKey, expect.any(String)] },
			trackingPlanId: known.trackingPlanId,
		},
	},
	{
		operation: 'Source: Get Many',
		call: 'listSources',
		run: () => sources().listSources(page),
		data: { sources: [{ slug: 'website-production' }, {}], pagination: pages },
	},
	{
		operation: 'Source: Update',
		call: 'updateSource',
		run: () => sources().updateSource(known.sourceId, { name: 'Web', enabled: false }),
		data: { source: { name: 'Web', enabled: false } },
	},
	{
		operation: 'Source: Delete',
		call: 'deleteSource',
		run: () => sources().deleteSource(known.sourceId),
		data: SUCCESS,
	},
	{
		operation: 'Source: Get Connected Destinations',
		call: 'listConnectedDestinationsFromSource',
		run: () => sources().listConnectedDestinationsFromSource(known.sourceId, page),
		data: { destinations: [{ id: known.destinationId }, {}], pagination: pages },
	},
	{
		operation: 'Source: Get Schema Settings',
		call: 'listSchemaSettingsInSource',
		run: () => sources().listSchemaSettingsInSource(known.sourceId),
		data: { sourceId: known.sourceId, settings: { track: { allowUnplannedEvents: true } } },
	},
	{
		operation: 'Source: Update Schema Settings',
		call: 'updateSchemaSettingsInSource',
		run: () =>
			sources().updateSchemaSettingsInSource(known.sourceId, {
				track: { allowUnplannedEvents: false },
			}),
		data: {
			settings: { track: { allowUnplannedEvents: false, commonEventOnViolations: 'ALLOW' } },
		},
	},
	{
		operation: 'Source: Add Labels',
		call: 'addLabelsToSource',
		run: () =>
			sources().addLabelsToSource(known.sourceId, {
				labels: [{ key: 'brand', value: 'northwind' }],
			}),
		data: { labels: [{ key: 'environment' }, { key: 'brand' }] },
	},
	{
		operation: 'Source: Replace Labels',
		call: 'replaceLabelsInSource',
		run: () =>
			sources().replaceLabelsInSource(known.sourceId, {
				labels: [{ key: 'brand', value: 'northwind' }],
			}),
		data: { labels: [{ key: 'brand', value: 'northwind' }] },
	},
	{
		operation: 'Source: Add Write Key',
		call: 'createWriteKeyForSource',
		run: () => sources().createWriteKeyForSource(known.sourceId),
		data: { source: { writeKeys: [known.writeKey, expect.any(String), expect.any(String)] } },
	},
	{
		operation: 'Source: Remove Write Key',
		call: 'removeWriteKeyFromSource',
		run: () => sources().removeWriteKeyFromSource(known.sourceId, known.writeKey),
		data: SUCCESS,
	},
	{
		operation: 'Destination: Get',
		call: 'getDestination',
		run: () => destinations().getDestination(known.destinationId),
		data: { destination: { sourceId: known.sourceId, settings: { apiKey: 'secret-0' } } },
	},
	{
		operation: 'Destination: Get Many',
		call: 'listDestinations',
		run: () => destinations().listDestinations(page),
		data: { destinations: [{ id: known.destinationId }, {}], pagination: pages },
	},
	{
		operation: 'Destination: Update',
		call: 'updateDestination',
		run: () =>
			destinations().updateDestination(known.destinationId, {
				enabled: false,
				name: 'Off',
				settings: { apiKey: 'new' },
			}),
		data: { destination: { enabled: false, name: 'Off', settings: { apiKey: 'new' } } },
	},
	{
		operation: 'Destination: Delete',
		call: 'deleteDestination',
		run: () => destinations().deleteDestination(known.destinationId),
		data: SUCCESS,
	},
	{
		operation: 'Tracking Plan: Get',
		call: 'getTrackingPlan',
		run: () => trackingPlans().getTrackingPlan(known.trackingPlanId),
		data: { trackingPlan: { slug: 'website' } },
	},
	{
		operation: 'Tracking Plan: Get Many',
		call: 'listTrackingPlans',
		run: () => trackingPlans().listTrackingPlans(page, 'LIVE'),
		data: { trackingPlans: [{ type: 'LIVE' }, { type: 'LIVE' }], pagination: pages },
	},
	{
		operation: 'Tracking Plan: Get Rules',
		call: 'listRulesFromTrackingPlan',
		run: () => trackingPlans().listRulesFromTrackingPlan(known.trackingPlanId, page),
		data: { rules: [{ type: 'IDENTIFY' }, { key: 'Tour 1 Booked' }], pagination: pages },
	},
	{
		operation: 'Tracking Plan: Get Sources',
		call: 'listSourcesFromTrackingPlan',
		run: () => trackingPlans().listSourcesFromTrackingPlan(known.trackingPlanId, page),
		data: { sources: [{ id: known.sourceId }, {}], pagination: pages },
	},
	{
		operation: 'Reverse ETL: Get Many',
		call: 'listReverseEtlModels',
		run: () => reverseEtl().listReverseEtlModels(page),
		data: { models: [{ id: known.modelId }, {}], pagination: pages },
	},
	{
		operation: 'Reverse ETL: Get',
		call: 'getReverseEtlModel',
		run: () => reverseEtl().getReverseEtlModel(known.modelId),
		data: { reverseEtlModel: { id: known.modelId, name: 'Bookings 0' } },
	},
	{
		operation: 'Reverse ETL: Start Sync',
		call: 'createReverseETLManualSync',
		run: () =>
			reverseEtl().createReverseETLManualSync({
				sourceId: served.api.state.models[0].sourceId,
				modelId: known.modelId,
				subscriptionId: known.modelSubscriptionId,
			}),
		data: { reverseETLManualSync: { syncId: expect.any(String) } },
	},
	{
		operation: 'Reverse ETL: Get Sync',
		call: 'getReverseETLSyncFromModel',
		run: () => reverseEtl().getReverseETLSyncFromModel(known.modelId, known.syncId),
		data: { reverseETLSyncStatus: { syncId: known.syncId, syncStatus: 'SUCCESS' } },
	},
	{
		operation: 'Trigger: Activate',
		call: 'getDestinationMetadata',
		run: () => at(client.CatalogApi).getDestinationMetadata(known.webhooksMetadataId),
		data: { destinationMetadata: { actions: [{ id: known.webhooksActionId, slug: 'send' }] } },
	},
	{
		operation: 'Trigger: Activate',
		call: 'getDestinationsCatalog',
		run: () => at(client.CatalogApi).getDestinationsCatalog(page),
		data: { destinationsCatalog: [{ id: known.webhooksMetadataId }, {}], pagination: pages },
	},
	{
		operation: 'Trigger: Activate',
		call: 'getSourcesCatalog',
		run: () => at(client.CatalogApi).getSourcesCatalog(page),
		data: { sourcesCatalog: [{ slug: 'javascript' }, { id: HTTP_API_SOURCE }], pagination: pages },
	},
	{
		operation: 'Trigger: Activate',
		call: 'getSourceMetadata',
		run: () => at(client.CatalogApi).getSourceMetadata(HTTP_API_SOURCE),
		data: { sourceMetadata: { slug: 'http-api' } },
	},
	{
		operation: 'Trigger: Activate',
		call: 'createDestination',
		run: () => destinations().createDestination(webhooks()),
		data: { destination: { name: 'n8n', metadata: { id: known.webhooksMetadataId } } },
	},
	{
		operation: 'Trigger: Activate',
		call: 'listSubscriptionsFromDestination',
		run: () => destinations().listSubscriptionsFromDestination(known.destinationId, page),
		data: { subscriptions: [{ destinationId: known.destinationId }], pagination: pages },
	},
	{
		operation: 'Trigger: Activate',
		call: 'createDestinationSubscription',
		run: () => destinations().createDestinationSubscription(known.destinationId, subscription()),
		data: { destinationSubscription: { name: 'n8n', settings: { url: 'https://n8n.example' } } },
	},
	{
		operation: 'Trigger: Activate',
		call: 'getSubscriptionFromDestination',
		run: () =>
			destinations().getSubscriptionFromDestination(known.destinationId, known.subscriptionId),
		data: { subscription: { id: known.subscriptionId } },
	},
	{
		operation: 'Trigger: Deactivate',
		call: 'updateSubscriptionForDestination',
		run: () =>
			destinations().updateSubscriptionForDestination(known.destinationId, known.subscriptionId, {
				input: { enabled: false },
			}),
		data: { subscription: { id: known.subscriptionId, enabled: false } },
	},
	{
		operation: 'Trigger: Deactivate',
		call: 'removeSubscriptionFromDestination',
		run: () =>
			destinations().removeSubscriptionFromDestination(known.destinationId, known.subscriptionId),
		data: SUCCESS,
	},
];
