import { ResendController } from './resend.controller.js';
import { SignOffController } from './sign-off.controller.js';

export { SignOffPanel } from './sign-off-panel.js';

export const signOffControllers = [SignOffController, ResendController];
