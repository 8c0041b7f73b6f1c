import type { DossierContent, DossierPart } from '#libs/dossiers/index.js';
import { canonicalJson } from '#libs/kernel/index.js';

import { partWords } from './dossier.strings.js';

const PART_OF: Readonly<Record<keyof DossierContent, DossierPart | 'support'>> = {
  problem: 'problem',
  users: 'problem',
  demonstrationUrl: 'problem',
  impact: 'impact',
  learnings: 'learnings',
  strategy: 'strategy',
  hypotheses: 'strategy',
  proposal: 'proposal',
  proposalReason: 'proposal',
  objectives: 'results',
  indicators: 'indicators',
  nextObjectives: 'nextObjectives',
  budget: 'budget',
  team: 'team',
  support: 'support',
  blockers: 'support',
  standards: 'standards',
};

/** Titles of the parts in which two dossiers differ, in the order of the page. */
export function differingParts(one: DossierContent, other: DossierContent, phase: string): readonly string[] {
  const keys = (Object.keys(PART_OF) as (keyof DossierContent)[]).filter(
    (key) => canonicalJson(one[key]) !== canonicalJson(other[key]),
  );
  return [...new Set(keys.map((key) => partWords(PART_OF[key], phase).title))];
}
