import { ReplaceSignatoryController } from './replace.controller.js';
import { ResendController } from './resend.controller.js';
import { SignOffController } from './sign-off.controller.js';

export { SigningSummary, SignOffPanel } from './sign-off-panel.js';

export const signOffControllers = [SignOffController, ResendController, ReplaceSignatoryController];
