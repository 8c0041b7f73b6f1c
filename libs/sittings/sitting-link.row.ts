import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';

import type { Instant } from '#libs/kernel/index.js';
import { instantColumn } from '#libs/persistence/index.js';

/**
 * The address of the screens of a sitting. Its secret is kept as it is, not as a hash: the projector shows it for an hour on a
 * code to everybody in the room, and what it leads to is what that screen shows.
 */
@Entity('sitting_links')
@Unique('sitting_links_secret', ['secret'])
export class SittingLinkRow {
  @PrimaryColumn('uuid', { name: 'committee_id', primaryKeyConstraintName: 'sitting_links_pk' })
  committeeId: string;

  @Column('text')
  secret: string;

  @Column('timestamptz', { name: 'created_at', transformer: instantColumn })
  createdAt: Instant;

  @Column('uuid', { name: 'created_by' })
  createdBy: string;
}
