import { Injectable } from '@nestjs/common';

import { type SittingCommand, SittingDesk } from './sitting-desk.js';

/** Calls a product: its team presents. Errors of {@link SittingDesk.step}. */
@Injectable()
export class CallProduct {
  constructor(private readonly desk: SittingDesk) {}

  async execute(command: SittingCommand & { readonly productId: string }): Promise<void> {
    await this.desk.step(command, { type: 'product.called', productId: command.productId });
  }
}
