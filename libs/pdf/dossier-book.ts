import { frenchDate, frenchDateTime, type Instant, parisDate } from '#libs/kernel/index.js';

import { type RichText, richText } from './rich-text.js';
import { safe } from './view-text.js';

/** The dossiers of one sitting that one person receives, as printed: texts as people wrote them, figures as they are read. */
export interface DossierBook {
  /** « Dossier de comité : Alpha », or of several. */
  readonly title: string;
  readonly incubator: string;
  readonly committee: { readonly at: Instant; readonly place: string };
  readonly printedAt: Instant;
  readonly dossiers: readonly PrintedDossier[];
}

export interface PrintedDossier {
  readonly product: string;
  /** « Construction · déposé le 8 juin 2026 ». */
  readonly standing: string;
  /** A pivot or a stop that the team proposes: read first. */
  readonly proposal?: { readonly title: string; readonly text: string };
  readonly sections: readonly BookSection[];
}

export interface BookSection {
  readonly title: string;
  /** What is said when nothing else is. */
  readonly blocks: readonly BookBlock[];
}

export interface BookColumn {
  readonly title: string;
  /** Share of the width, as a fraction; figures take the room they need. */
  readonly share?: number;
  readonly numeric?: boolean;
}

export type BookBlock =
  | { readonly kind: 'prose'; readonly text: string; readonly heading?: string }
  | {
      readonly kind: 'table';
      readonly columns: readonly BookColumn[];
      /** As many as columns; the first names its row. */
      readonly rows: readonly (readonly string[])[];
      readonly total?: readonly string[];
    }
  | { readonly kind: 'notice'; readonly title: string; readonly text: string };

type BlockView =
  | { readonly kind: 'prose'; readonly heading: string; readonly text: RichText }
  | {
      readonly kind: 'table';
      readonly shares: readonly number[];
      readonly titles: readonly string[];
      readonly rows: readonly (readonly RichText[])[];
      readonly total: readonly string[];
    }
  | { readonly kind: 'notice'; readonly title: string; readonly text: RichText };

/** What the template reads: strings in French, typeset, every character printable, in the order of the page. */
export function bookView(book: DossierBook) {
  const on = frenchDate(parisDate(book.committee.at));
  return safe({
    title: book.title,
    incubator: book.incubator,
    edition: `Comité du ${on}`,
    sitting: `${capital(frenchDateTime(book.committee.at))}${book.committee.place === '' ? '' : ` · ${book.committee.place}`}`,
    printed: parisDate(book.printedAt).split('-').map(Number),
    printedOn: frenchDate(parisDate(book.printedAt)),
    dossiers: book.dossiers.map(({ product, standing, proposal, sections }) => ({
      product,
      standing,
      proposal: proposal ? [{ title: proposal.title, text: richText(proposal.text) }] : [],
      sections: sections.map(({ title, blocks }) => ({ title, blocks: blocks.map(blockView) })),
    })),
  });
}

function blockView(block: BookBlock): BlockView {
  if (block.kind === 'prose') return { kind: 'prose', heading: block.heading ?? '', text: richText(block.text) };
  if (block.kind === 'notice') return { kind: 'notice', title: block.title, text: richText(block.text) };
  return {
    kind: 'table',
    // Zero: as wide as its figures.
    shares: block.columns.map(({ share, numeric }) => (numeric ? 0 : (share ?? 1))),
    titles: block.columns.map(({ title }) => title),
    rows: block.rows.map((row) => row.map((text) => richText(text))),
    total: block.total ?? [],
  };
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
