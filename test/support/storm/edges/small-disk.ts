import { spawnSync } from 'node:child_process';
import { chmodSync, closeSync, mkdirSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import type { Trouble } from '../trouble.js';

const MEGABYTE = 1024 * 1024;

/** A file system of its own, small enough to be filled. */
export class SmallDisk {
  private constructor(private readonly point: string) {}

  /** @throws when this machine does not let us mount one: there is then no way to fill a disk without harm to others. */
  static mount(megabytes: number): SmallDisk {
    const point = mkdtempSync(path.join(tmpdir(), 'jalon-small-disk-'));
    const { status, stderr } = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=0711`, 'none', point]);
    if (status === 0) return new SmallDisk(point);
    rmSync(point, { recursive: true });
    throw new Error(`no small disk can be mounted here: ${String(stderr).trim()}`);
  }

  /** A folder on it. */
  folder(name: string): string {
    const folder = path.join(this.point, name);
    mkdirSync(folder);
    chmodSync(folder, 0o711);
    return folder;
  }

  /** Fills it to the last byte. */
  fill(): void {
    const ballast = openSync(this.#ballast, 'a');
    try {
      for (let size = MEGABYTE; size >= 1;)
        try {
          writeSync(ballast, Buffer.alloc(size));
        } catch {
          size = Math.floor(size / 16);
        }
    } finally {
      closeSync(ballast);
    }
  }

  empty(): void {
    rmSync(this.#ballast, { force: true });
  }

  unmount(): void {
    spawnSync('umount', ['--lazy', this.point]);
    rmSync(this.point, { recursive: true, force: true });
  }

  get #ballast(): string {
    return path.join(this.point, 'ballast');
  }
}

/** The disk of PostgreSQL full, kept full whatever it frees, then with room again. */
export const diskFull = (disk: SmallDisk): Trouble => ({
  name: 'the disk of PostgreSQL full',
  async strike({ database }, chance) {
    const until = performance.now() + chance.between(2_000, 6_000);
    try {
      while (performance.now() < until) {
        disk.fill();
        await sleep(200);
      }
    } finally {
      disk.empty();
    }
    await database.revive();
  },
});
