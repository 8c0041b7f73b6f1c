export * from './access.js';
export { IdentityModule } from './identity.module.js';
export * from './login-links.service.js';
export * from './people.repository.js';
export * from './rate-limits.service.js';
export * from './role.js';
export * from './roles.repository.js';
export * from './sessions.service.js';
