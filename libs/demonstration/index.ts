export { demonstrationLogin, furnishDemonstration } from './furnish-demonstration.js';
