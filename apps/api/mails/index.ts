import { CorrectAddressController } from './correct-address.controller.js';
import { MailLogController } from './mail-log.controller.js';
import { MyMailsController } from './my-mails.controller.js';
import { PreferencesLinkController } from './preferences-link.controller.js';

export const mailControllers = [
  MailLogController,
  CorrectAddressController,
  MyMailsController,
  PreferencesLinkController,
];
