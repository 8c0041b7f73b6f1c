export { Cookies } from './cookies.js';
export { Public, Signed } from './decorators.js';
export { sendFile } from './download.js';
export { page, publicPage, seeOther } from './page.js';
export { parseForm } from './parse-form.js';
export { received, receivedBytes } from './upload.js';
export { webSettings } from './web-settings.js';
export type { WebRequest } from './web-request.js';
