import type { SpecPage } from './notation';

export const MOBILE: SpecPage = {
	area: 'Mobile',
	page: 'https://www.twilio.com/docs/segment/connections/spec/mobile',
	events: `
[version]
	version+	text	Version of the app	| app_version
	build+	text	Build number of the app	| build_number, app_build

[campaign]
	campaign.name+	text	Name of the campaign	| campaign_name, utm_campaign
	campaign.medium	text	Kind of link, such as Push	| medium, utm_medium
	campaign.content+	text	What the message says	| content, body, utm_content
	campaign.source	text	Who sent it	| source, utm_source

[push]
	action	text	The action that was tapped, Open where there is none
	...campaign

[link]
	provider+	text	Who provides the deep links
	url+	text	Address	| link

Application Installed: Somebody opened the app for the first time
	...version

Application Opened: Somebody opened the app
	from_background	switch	Whether it was in the background
	url	text	Address that opened it	| link
	referring_application	text	App that opened it
	...version

Application Backgrounded: Somebody left the app

Application Foregrounded: Somebody came back to the app

Application Updated: Somebody opened the app for the first time after an update
	previous_version+	text	Version before	| old_version
	previous_build+	text	Build number before	| old_build
	...version

Application Uninstalled: Somebody removed the app

Application Crashed: The app crashed

Install Attributed: It became known where an installation came from
	provider+	text	Who attributed it
	campaign.source+	text	Network that gets the credit	| source, utm_source
	campaign.name+	text	Name of the campaign	| campaign_name, utm_campaign
	campaign.medium	text	Kind of link	| medium, utm_medium
	campaign.content	text	What was shown	| content, utm_content
	campaign.ad_creative	text	Name of the ad	| ad_creative, creative
	campaign.ad_group	text	Name of the ad group	| ad_group

Push Notification Received: A push notification arrived
	...campaign

Push Notification Tapped: Somebody tapped a push notification
	...push

Push Notification Bounced: A push notification did not arrive
	...push

Deep Link Opened: A link opened the app
	...link

Deep Link Clicked: Somebody clicked a link that leads into the app
	...link
`,
};
