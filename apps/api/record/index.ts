import { RecordViews } from './record-views.js';
import { RecordController } from './record.controller.js';

export const recordControllers = [RecordController];

export const recordPages = [RecordViews];
