export { defaultHome } from './data-directory.js';
export {
  DataDirectoryInUse,
  DataDirectoryUnusable,
  DatabaseStartFailed,
  PlatformUnsupported,
} from './embedded.errors.js';
export { type EmbeddedPostgres, type EmbeddedPostgresOptions, startEmbeddedPostgres } from './embedded-postgres.js';
export { announceAddress, type InstancePurpose, type RunningInstance, runningInstance } from './instance.file.js';
