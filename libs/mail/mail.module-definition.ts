import { ConfigurableModuleBuilder } from '@nestjs/common';

import { type MailSettings } from './mail-settings.js';

/** `MAIL_SETTINGS` is the injection token of {@link MailSettings}. */
export const { ConfigurableModuleClass, MODULE_OPTIONS_TOKEN: MAIL_SETTINGS } =
  new ConfigurableModuleBuilder<MailSettings>({
    moduleName: 'Mail',
  })
    .setClassMethodName('forRoot')
    .setExtras({ isGlobal: true }, (definition, { isGlobal }) => ({ ...definition, global: isGlobal }))
    .build();
