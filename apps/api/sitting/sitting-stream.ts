import { Injectable } from '@nestjs/common';
import type { Response } from 'express';

import { type SittingBoard, SittingBoards, SittingWatch } from '#libs/sittings/index.js';

/** Between two words to a screen that nothing changes for: proxies cut what stays silent, and clocks drift. */
const HEARTBEAT_MS = 10_000;

/** After which a screen connects anew: what it was let in by may be over. */
const LONGEST_MS = 15 * 60_000;

/** Bytes a screen may be behind before it is let go: it comes back by itself. */
const MOST_BEHIND = 65_536;

/** Says live how far a sitting is: its version and its clock, nothing else. What changed is asked for as a page, with its rights. */
@Injectable()
export class SittingStream {
  constructor(
    private readonly watch: SittingWatch,
    private readonly boards: SittingBoards,
  ) {}

  /** @param isHidden true where the time of a deliberation behind closed doors is not said. @throws TooManyScreens */
  open(response: Response, committeeId: string, isHidden: boolean): void {
    // Gone while it was being let in: nothing would ever tell it to leave.
    if (response.closed) return;
    const say = async (): Promise<void> => {
      try {
        const board = await this.boards.of(committeeId);
        if (response.writableEnded) return;
        response.write(messageOf(board, isHidden));
        if (response.writableLength > MOST_BEHIND) response.destroy();
      } catch {
        // The store is away: the screen counts on, and hears of it with the next word.
      }
    };
    const end = (): void => {
      response.end();
    };
    const leave = this.watch.join({ committeeId, changed: () => void say(), ended: end });
    const heartbeat = setInterval(() => void say(), HEARTBEAT_MS).unref();
    const life = setTimeout(end, LONGEST_MS).unref();
    response.once('close', () => {
      leave();
      clearInterval(heartbeat);
      clearTimeout(life);
    });
    response
      .status(200)
      // Not to be transformed: what compresses also keeps back.
      .set({
        'Content-Type': 'text/event-stream',
        'Cache-Control': 'no-store, no-transform',
        'X-Accel-Buffering': 'no',
      })
      .flushHeaders();
    response.write('retry: 2000\n\n');
    // Whatever the last word was that it heard, it hears where things stand.
    void say();
  }
}

function messageOf({ version, current }: SittingBoard, isHidden: boolean): string {
  const clock = current && !(isHidden && current.isBehindDoors) ? current.clock : null;
  return `id: ${version}\nevent: seance\ndata: ${JSON.stringify({ version, clock })}\n\n`;
}
