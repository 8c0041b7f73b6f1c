import { AttachmentsController } from './attachments.controller.js';
import { DossierController } from './dossier.controller.js';
import { DossierPages } from './dossier-pages.js';
import { DraftController } from './draft.controller.js';

export const dossierControllers = [DossierController, DraftController, AttachmentsController];
export const dossierPages = [DossierPages];
