export { CHOICE_LABELS, COMMENT_LENGTH } from './answer.js';
export { FreshLink, MailBounced } from './fresh-link.service.js';
export { NothingToResend, ResendLink, type ResendLinkCommand } from './resend-link.service.js';
export { SignOffDesk, type SignOffView } from './sign-off-desk.reader.js';
export { type AskingMail, type SignatoryProgress, SignOffProgress } from './sign-off-progress.reader.js';
export * from './sign-off.errors.js';
export { SignOffModule } from './sign-off.module.js';
export { type GiveAnswerCommand, SignOff } from './sign-off.service.js';
export { type Signature, Signatures } from './signatures.reader.js';
