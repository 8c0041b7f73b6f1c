import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';

import type { CalendarDate, Instant } from '#libs/kernel/index.js';
import { instantColumn } from '#libs/persistence/index.js';
import type { LifecycleState, MeansDecision, PhaseDecision } from '#workflows/contract/index.js';

import type { StopReason } from './decision.js';

/** What a committee decided on one product. The lists that nobody searches by member are in `content`. */
@Entity('decisions')
@Unique('decisions_once', ['committeeId', 'productId'])
@Index('decisions_product_index', ['productId', 'heldOn'])
export class DecisionRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'decisions_pk' })
  id: string;

  @Column('uuid', { name: 'committee_id' })
  committeeId: string;

  @Column('uuid', { name: 'product_id' })
  productId: string;

  @Column('date', { name: 'held_on' })
  heldOn: CalendarDate;

  @Column('text', { name: 'phase_before' })
  phaseBefore: LifecycleState;

  @Column('text')
  means: MeansDecision;

  @Column('text')
  phase: PhaseDecision;

  @Column('text', { name: 'stop_reason', nullable: true })
  stopReason: StopReason | null;

  @Column('date', { name: 'opens_on', nullable: true })
  opensOn: CalendarDate | null;

  @Column('date', { name: 'closes_on', nullable: true })
  closesOn: CalendarDate | null;

  @Column('text', { name: 'evidence_awaited', nullable: true })
  evidenceAwaited: string | null;

  @Column('text')
  summary: string;

  @Column('text', { name: 'roadmap_opinion', nullable: true })
  roadmapOpinion: string | null;

  /** Parsed by {@link decisionContent}; unknown until then. */
  @Column('jsonb')
  content: unknown;

  @Column('timestamptz', { name: 'recorded_at', transformer: instantColumn })
  recordedAt: Instant;

  @Column('uuid', { name: 'recorded_by' })
  recordedBy: string;

  @Column('timestamptz', { name: 'effective_at', nullable: true, transformer: instantColumn })
  effectiveAt: Instant | null;

  @Column('uuid', { name: 'record_id', nullable: true })
  recordId: string | null;
}
