export {
  Configuration,
  type Inbound,
  type LogLevel,
  type QueueBackend,
  type SealCertificate,
} from './configuration.js';
export { type ConfigurationProblem, InvalidConfiguration } from './invalid-configuration.error.js';
export { embeddedConfiguration, type EmbeddedSettings, readConfiguration } from './read-configuration.js';
