export { endFailedStart } from './failed-start.js';
export { FeaturesModule } from './features.module.js';
