// A mail server in a process of its own, which outlives all others. It writes down each mail that it takes charge of, before it
// says so: `{"messageId","to","subject","text"}`, one a line. Arguments: port, the log, and the file that says how it behaves.
import { appendFileSync, readFileSync } from 'node:fs';
import { buffer } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';

import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

const [port, log, behaviourFile] = process.argv.slice(2);

/** To any address: greylisting, and an address that is not known. */
const REFUSALS = {
  later: Object.assign(new Error('4.2.0 greylisted, try again later'), { responseCode: 450 }),
  never: Object.assign(new Error('5.1.1 no such user'), { responseCode: 550 }),
};

const server = new SMTPServer({
  disabledCommands: ['AUTH', 'STARTTLS'],
  disableReverseLookup: true,
  closeTimeout: 100,
  onConnect(_session, done) {
    setTimeout(done, behaviour().greetingMs);
  },
  onRcptTo(_address, _session, done) {
    done(REFUSALS[behaviour().recipient]);
  },
  onData(stream, session, done) {
    receive(stream, session).then(() => done(), done);
  },
});
server.on('error', () => {});
server.listen(Number(port), '127.0.0.1', () => process.stdout.write('listening\n'));
process.once('SIGTERM', () => process.exit(0));

function behaviour() {
  return JSON.parse(readFileSync(behaviourFile, 'utf8'));
}

async function receive(stream, { envelope, id }) {
  const raw = await buffer(stream);
  const { afterData, delayMs } = behaviour();
  await sleep(delayMs);
  if (afterData === 'refuse') throw Object.assign(new Error('try again later'), { responseCode: 451 });
  if (afterData === 'drop-before') return hangUp(id);
  const { messageId, subject, text } = await simpleParser(raw);
  const to = envelope.rcptTo.map(({ address }) => address);
  appendFileSync(log, `${JSON.stringify({ messageId, to, subject, text })}\n`);
  if (afterData === 'drop-after') await hangUp(id);
}

/** The connection is gone, and no answer will come. */
async function hangUp(id) {
  for (const connection of server.connections) if (connection.id === id) connection._socket.destroy();
  await new Promise(() => {});
}
