import { DiscoveryService } from '@nestjs/core';

/** Marks the one class that carries out a type of effect: `@HandlesEffect('invitations.send')`. */
export const HandlesEffect = DiscoveryService.createDecorator<string>();
