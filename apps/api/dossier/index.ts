import { AttachmentsController } from './attachments.controller.js';
import { DossierController } from './dossier.controller.js';
import { DossierPages } from './dossier-pages.js';
import { DraftController } from './draft.controller.js';
import { ReadingController } from './reading.controller.js';

export const dossierControllers = [DossierController, DraftController, AttachmentsController, ReadingController];
export const dossierPages = [DossierPages];
