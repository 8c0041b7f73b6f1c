/** A process that sends one mail, to be killed in the middle: `sender.ts DATABASE_URL SMTP_URL KEY`. */
import 'reflect-metadata';

import { aMail, connectTo, mailerOn } from './support.js';

const [databaseUrl = '', smtpUrl = '', key = ''] = process.argv.slice(2);
const source = await connectTo(databaseUrl);
await mailerOn(source, { smtpUrl }).send(aMail({ key }));
await source.destroy();
