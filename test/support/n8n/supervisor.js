// node supervisor.js COMMAND ARGUMENT...
//
// Runs the command in this process's own group and ends the whole group when the parent asks for it
// or is gone, even when it was killed. So nothing that is started here can be left behind.
// It is plain JavaScript because it runs without a TypeScript loader.
const { spawn } = require('node:child_process');

const GRACE_MS = 10_000;
const [command, ...args] = process.argv.slice(2);
const child = spawn(command, args, { stdio: 'inherit' });

child.on('spawn', () => process.send?.({ pid: child.pid }));
child.on('error', (error) => {
	console.error(error.message);
	process.exitCode = 127;
	leave();
});
child.on('exit', (code, signal) => {
	process.exitCode = code ?? (signal === 'SIGKILL' ? 137 : 143);
	leave();
});

/** The group has this process's number; what the command itself left behind ends with it. */
function signalGroup(signal) {
	try {
		process.kill(-process.pid, signal);
	} catch {
		// started without a group of its own
	}
}

function leave() {
	process.removeAllListeners('SIGTERM').on('SIGTERM', () => {});
	signalGroup('SIGTERM');
	process.exit();
}

// Sent to the whole group, so the command has it too; its exit ends this process.
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => {});
function stop() {
	signalGroup('SIGTERM');
	setTimeout(() => signalGroup('SIGKILL'), GRACE_MS);
}
process.once('message', stop); // on request
process.once('disconnect', stop); // the parent is gone
