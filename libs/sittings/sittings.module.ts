import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';

import { CommitteesModule } from '#libs/committees/index.js';
import { PortfolioModule } from '#libs/portfolio/index.js';

import { DeliberationNoteRow } from './deliberation-note.row.js';
import { DeliberationNotes } from './deliberation-notes.js';
import { EraseNotes } from './erase-notes.handler.js';
import { Rehearsals } from './rehearsals.js';
import { SittingBoards } from './sitting-boards.reader.js';
import { SittingLinkRow } from './sitting-link.row.js';
import { SittingLinks } from './sitting-links.repository.js';
import { SittingRehearsalRow } from './sitting-rehearsal.row.js';
import { SittingVersions } from './sitting-versions.reader.js';
import { SittingWatch } from './sitting-watch.js';

const services = [SittingLinks, SittingBoards, SittingWatch, Rehearsals, DeliberationNotes];

/** The sitting as it is lived: its screens, its rehearsal, the notes of its deliberations. */
@Module({
  imports: [
    TypeOrmModule.forFeature([SittingLinkRow, DeliberationNoteRow, SittingRehearsalRow]),
    CommitteesModule,
    PortfolioModule,
  ],
  providers: [...services, SittingVersions, EraseNotes],
  exports: services,
})
export class SittingsModule {}
