import { Injectable, type OnApplicationShutdown } from '@nestjs/common';

import { PdfPress } from '#libs/pdf/index.js';

/** The press of this process: its worker starts with the first record that is printed, and stops with the process. */
@Injectable()
export class RecordPress extends PdfPress implements OnApplicationShutdown {
  async onApplicationShutdown(): Promise<void> {
    await this.close();
  }
}
