import { ConductController } from './conduct.controller.js';
import { RehearsalController } from './rehearsal.controller.js';
import { ScreensController, SittingStreamController } from './screens.controller.js';
import { SittingActs } from './sitting-acts.js';
import { SittingStream } from './sitting-stream.js';
import { SittingController } from './sitting.controller.js';
import { SittingViews } from './sitting-view.js';

export const sittingControllers = [
  SittingController,
  ConductController,
  RehearsalController,
  SittingStreamController,
  ScreensController,
];

export const sittingPages = [SittingViews, SittingActs, SittingStream];
