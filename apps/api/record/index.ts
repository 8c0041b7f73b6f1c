import { RecordViews } from './record-views.js';
import { RectificationController } from './rectification.controller.js';
import { RecordController } from './record.controller.js';

export const recordControllers = [RecordController, RectificationController];

export const recordPages = [RecordViews];
