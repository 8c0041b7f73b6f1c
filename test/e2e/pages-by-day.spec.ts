import { specifyPages } from '../support/demonstration-pages.js';

specifyPages('light', 1280);
