// Loaded before the built product: gives it the time that the test says. Timers and the database keep the machine's.
import { readFileSync } from 'node:fs';

import { SystemClock } from '../../dist/libs/kernel/index.js';

const file = process.env.JALON_TEST_TIME;
SystemClock.prototype.now = () => new Date(Date.now() + Number(readFileSync(file, 'utf8'))).toISOString();
