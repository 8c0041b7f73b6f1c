import { specifyPages } from '../support/demonstration-pages.js';

specifyPages('dark');
