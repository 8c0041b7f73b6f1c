import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The last number given to a record in a year. */
@Entity('record_numbers')
export class RecordNumberRow {
  @PrimaryColumn('integer', { primaryKeyConstraintName: 'record_numbers_pk' })
  year: number;

  @Column('integer')
  last: number;
}
