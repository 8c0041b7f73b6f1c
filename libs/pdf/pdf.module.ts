import { Injectable, Module, type OnApplicationShutdown } from '@nestjs/common';

import { PdfPress } from './pdf-press.js';

/** The press of this process: its worker starts with the first document that is printed, and stops with the process. */
@Injectable()
class ProcessPress extends PdfPress implements OnApplicationShutdown {
  async onApplicationShutdown(): Promise<void> {
    await this.close();
  }
}

/** One press a process, whoever prints. */
@Module({ providers: [{ provide: PdfPress, useClass: ProcessPress }], exports: [PdfPress] })
export class PdfModule {}
