import express, { type ErrorRequestHandler, type Request, type Response, Router } from 'express';

import { InvalidFaultError, type Fault, type Faults } from './faults';
import { isObject, type JsonObject } from './tracking-api/discard-rules';
import type { TrackingSettings, TrackingState } from './tracking-api/state';

/** Settings that JSON can carry; the clock is not one. */
const SETTINGS: Array<keyof TrackingSettings> = [
	'region',
	'sources',
	'oauthApps',
	'suppressedUserIds',
	'oversizeItem',
];

class InvalidSettingError extends Error {}

/** What tests and people ask and tell the stand-in itself, in JSON. */
export function createControl(tracking: TrackingState, faults: Faults): Router {
	const router = Router();
	const messages = (outcome: string) =>
		tracking.messages.toArray().filter((record) => record.outcome === outcome);

	router.get('/received', (_req, res) => void res.json(messages('accepted')));
	router.get('/discarded', (_req, res) => void res.json(messages('discarded')));
	router.get('/duplicates', (_req, res) => void res.json(messages('duplicate')));
	router.get('/requests', (_req, res) => void res.json(tracking.requests.toArray()));
	router.get('/counts', (_req, res) => void res.json(tracking.counts));

	router.get('/faults', (_req, res) => void res.json(faults.list()));
	router.post('/faults', express.json(), (req: Request, res: Response) => {
		faults.add(objectOf(req) as Fault);
		tracking.events.emit('change');
		res.status(201).json(faults.list());
	});
	router.delete('/faults', (_req, res) => {
		faults.clear();
		tracking.events.emit('change');
		res.json(faults.list());
	});

	router.get('/settings', (_req, res) => void res.json(tracking.settings));
	router.patch('/settings', express.json({ limit: '1mb' }), (req: Request, res: Response) => {
		const changes = objectOf(req);
		const unknown = Object.keys(changes).find((name) => !SETTINGS.some((known) => known === name));
		if (unknown) throw new InvalidSettingError(`There is no setting ${unknown}`);
		tracking.settings = { ...tracking.settings, ...changes };
		res.json(tracking.settings);
	});

	router.post('/reset', (_req, res) => {
		faults.clear();
		tracking.reset();
		res.json(tracking.counts);
	});

	router.use(explainMistake);
	return router;
}

function objectOf(req: Request): JsonObject {
	const body: unknown = req.body;
	if (!isObject(body)) throw new InvalidSettingError('Send a JSON object as application/json');
	return body;
}

const explainMistake: ErrorRequestHandler = (
	error: Error & { status?: number },
	_req,
	res,
	next,
) => {
	const ours = error instanceof InvalidFaultError || error instanceof InvalidSettingError;
	if (!ours && error.status !== 400) return next(error);
	res.status(400).json({ message: error.message });
};
