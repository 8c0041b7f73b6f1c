import { RecordViews } from './record-views.js';
import { RectificationController } from './rectification.controller.js';
import { RecordController } from './record.controller.js';
import { RecordOutputsController } from './record-outputs.controller.js';

export const recordControllers = [RecordController, RecordOutputsController, RectificationController];

export const recordPages = [RecordViews];
