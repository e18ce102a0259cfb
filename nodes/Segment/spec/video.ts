import type { SpecPage } from './notation';

export const VIDEO: SpecPage = {
	area: 'Video',
	page: 'https://www.twilio.com/docs/segment/connections/spec/video',
	events: `
[player]
	session_id+	id	The same for all events of one playback	| playback_id
	position+	number	Seconds, ads included	| current_time, playhead
	total_length+	number	Seconds in all; null in a livestream	| duration, length
	bitrate	number	Kilobits per second
	framerate	number	Frames per second	| fps
	video_player	text	Such as youtube	| player
	sound	number	From 0, muted, to 100	| volume
	full_screen	switch	Whether it fills the screen
	ad_enabled	switch	Whether ads can be shown
	quality	text	Such as hd1080	| resolution
	livestream	switch	Whether it is live	| is_live

[playback]
	...player
	content_asset_id+	id	What is playing	| asset_id, video_id
	content_pod_id	id	The part of the content that is playing
	ad_asset_id	id	The ad that is playing
	ad_pod_id	id	The group of ads that is playing
	ad_type	choice(pre-roll/mid-roll/post-roll)	When the ad comes

[content]
	session_id+	id	The same for all events of one playback	| playback_id
	asset_id+	id	What is playing	| video_id, id
	pod_id	id	The part of the content that is playing
	title+	text	What it is called	| name
	description	text	What it is about
	keywords	texts	What describes it	| tags
	season	text	Season of a series
	episode	text	Episode of a series
	genre	text	Such as comedy	| category
	program	text	Show that it belongs to	| show, series
	publisher	text	Who made it	| author, producer
	position+	number	Seconds into it, without ads	| current_time, playhead
	total_length+	number	Its seconds, without ads; null in a livestream	| duration, length
	channel	text	Where it is shown
	full_episode	switch	Whether it is a whole episode
	livestream	switch	Whether it is live	| is_live
	airdate	time	When it was first shown	| published_at, release_date
	bitrate	number	Kilobits per second
	framerate	number	Frames per second	| fps

[ad]
	session_id+	id	The same for all events of one playback	| playback_id
	asset_id+	id	The ad	| ad_id, id
	pod_id	id	The group of ads
	pod_position	number	Its place among the ads of the group
	pod_length	number	How many ads the group has
	type+	choice(pre-roll/mid-roll/post-roll)	When the ad comes	| ad_type
	title+	text	What it is called	| name
	publisher	text	Who made it	| author, producer
	position+	number	Seconds into the ad	| current_time, playhead
	total_length+	number	Its seconds	| duration, length
	load_type	choice(linear/dynamic)	Whether all see the same ads
	content	object	The content it belongs to, with keys as in content events
	quartile	number	1, 2 or 3 when a quarter of it was seen

Video Playback Started: Somebody pressed play
	...player
	content_asset_ids+	texts	All that is going to play	| asset_ids
	content_pod_ids	texts	All parts that are going to play
	ad_asset_id	texts	All ads that are going to play
	ad_pod_id	texts	All groups of ads
	ad_type	texts	When each ad comes, such as pre-roll

Video Playback Paused: Somebody pressed pause
	...playback

Video Playback Interrupted: The video stopped by itself
	...playback
	method+	text	What stopped it, such as call	| reason

Video Playback Buffer Started: Loading began to keep the video waiting
	...playback

Video Playback Buffer Completed: Loading no longer keeps the video waiting
	...playback

Video Playback Seek Started: Somebody began to look for another place
	seek_position+	number	Seconds to which they want
	...playback

Video Playback Seek Completed: Somebody found another place
	...playback

Video Playback Resumed: Somebody went on after a pause
	...playback

Video Playback Completed: The video came to its end
	...playback

Video Playback Exited: Somebody left the video
	...playback

Video Content Started: A part of the content began
	...content

Video Content Playing: A part of the content is playing, told every few seconds
	...content

Video Content Completed: A part of the content came to its end
	...content

Video Ad Started: An ad began
	...ad

Video Ad Playing: An ad is playing, told every few seconds
	...ad

Video Ad Completed: An ad came to its end
	...ad

Video Quality Updated: The quality of the video changed
	bitrate+	number	Kilobits per second
	framerate+	number	Frames per second	| fps
	startupTime	number	Time until it began to play
	droppedFrames	number	Frames that were left out
`,
};
