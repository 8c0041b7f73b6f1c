import { type Configuration, embeddedConfiguration } from '#libs/configuration/index.js';

/** A configuration for features on a test database; nothing listens at its addresses unless the test makes it so. */
export function testConfiguration(databaseUrl: string): Configuration {
  return embeddedConfiguration(
    {
      databaseUrl,
      smtpUrl: 'smtp://127.0.0.1:9',
      baseUrl: 'http://127.0.0.1:3000',
      sessionSecret: 'a secret for tests that is long enough',
      host: '127.0.0.1',
      port: 0,
    },
    {},
  );
}
