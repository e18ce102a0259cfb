import express, { Router } from 'express';

import { InvalidFaultError, type Fault, type Faults } from './faults';
import type { TrackingState } from './tracking-api/state';

/** What tests and people ask the stand-in itself, under `/stand-in`. */
export function createControl(tracking: TrackingState, faults: Faults): Router {
	const router = Router();
	const messages = (outcome: string) =>
		tracking.messages.toArray().filter((record) => record.outcome === outcome);

	router.get('/stand-in/received', (_req, res) => void res.json(messages('accepted')));
	router.get('/stand-in/discarded', (_req, res) => void res.json(messages('discarded')));
	router.get('/stand-in/duplicates', (_req, res) => void res.json(messages('duplicate')));
	router.get('/stand-in/requests', (_req, res) => void res.json(tracking.requests.toArray()));
	router.get('/stand-in/counts', (_req, res) => void res.json(tracking.counts));

	router.get('/stand-in/faults', (_req, res) => void res.json(faults.list()));
	router.post('/stand-in/faults', express.json(), (req, res) => {
		try {
			faults.add(req.body as Fault);
			res.status(201).json(faults.list());
		} catch (error) {
			if (!(error instanceof InvalidFaultError)) throw error;
			res.status(400).json({ message: error.message });
		}
	});
	router.delete('/stand-in/faults', (_req, res) => {
		faults.clear();
		res.json([]);
	});

	router.post('/stand-in/reset', (_req, res) => {
		faults.clear();
		tracking.reset();
		res.json(tracking.counts);
	});
	return router;
}
