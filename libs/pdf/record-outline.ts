import type { RecordDocument } from './record-document.js';
import { recordView } from './record-view.js';
import type { RichText } from './rich-text.js';

/** A record as any writer can lay it out: the strings of the PDF, in its order. */
export interface RecordOutline {
  readonly title: string;
  readonly incubator: string;
  /** Edition, sitting, decision in a few words. */
  readonly opening: readonly string[];
  readonly blocks: readonly OutlineBlock[];
}

export type OutlineBlock =
  | { readonly kind: 'heading'; readonly level: 2 | 3; readonly text: string }
  | { readonly kind: 'text'; readonly text: RichText }
  | { readonly kind: 'list'; readonly items: readonly RichText[] }
  | { readonly kind: 'table'; readonly head: readonly string[]; readonly rows: readonly (readonly RichText[])[] };

const words = (text: string, bold = false): RichText =>
  text === '' ? [] : [{ list: false, lines: [[{ text, bold, italic: false }]] }];

/** The one record view, section by section; a section that has nothing to say is left out, as in the PDF. */
export function recordOutline(document: RecordDocument): RecordOutline {
  const view = recordView(document);
  const heading = (text: string, level: 2 | 3 = 2): OutlineBlock => ({ kind: 'heading', level, text });
  const section = (title: string, blocks: readonly OutlineBlock[], level: 2 | 3 = 2): readonly OutlineBlock[] =>
    blocks.length > 0 ? [heading(title, level), ...blocks] : [];
  const text = (of: RichText): readonly OutlineBlock[] => (of.length > 0 ? [{ kind: 'text', text: of }] : []);
  const table = (head: readonly string[], rows: readonly (readonly RichText[])[]): readonly OutlineBlock[] =>
    rows.length > 0 ? [{ kind: 'table', head, rows }] : [];
  const list = (items: readonly RichText[]): readonly OutlineBlock[] =>
    items.length > 0 ? [{ kind: 'list', items }] : [];

  return {
    title: view.title,
    incubator: view.incubator,
    opening: [
      view.edition,
      view.sitting,
      [view.band.decision, ...view.band.facts].join(' · '),
      ...(view.replaces ? [view.replaces.title, view.replaces.reason] : []),
    ],
    blocks: [
      ...section('Décision du comité', [
        ...table(
          ['Sujet', 'Décision'],
          ['Objectifs', 'Moyens', 'Phase'].map((on, at) => [
            words(on),
            [
              ...words(view.rulings[at]?.label ?? '', true),
              ...(on === 'Phase' ? words(view.phases) : []),
              ...(view.rulings[at]?.text ?? []),
            ],
          ]),
        ),
        ...section('Réserves', list(view.reservations), 3),
        ...section('Points de blocage à lever', table(['Point de blocage', 'Par qui', 'Avant le'], view.blockers), 3),
      ]),
      ...section('Moyens accordés', [
        ...text(words(view.funding.period)),
        ...view.funding.amounts.flatMap(({ title, rows, total }) =>
          table(
            [title, 'Montant'],
            [...rows.map((row) => row.map((one) => words(one))), [words('Total', true), words(total, true)]],
          ),
        ),
      ]),
      ...section('Objectifs du semestre à venir', [
        ...table(['Objectif', 'Réussi à trois mois si', 'Réussi à six mois si'], view.nextObjectives),
        ...section('Avis du comité sur la feuille de route', text(view.roadmapOpinion), 3),
      ]),
      ...section('Bilan du semestre écoulé', [
        ...table(
          ['Objectif fixé', 'Résultat', 'Décision'],
          view.objectives.map((one) => [one.text, [...one.result, ...one.note], words(one.outcome, true)]),
        ),
        ...table(
          ['Indicateur', 'Nature', 'Cible', 'Mesure', 'Résultat'],
          view.indicators.map((row) => row.map((one) => words(one))),
        ),
      ]),
      ...section(
        'Membres du comité',
        table(
          ['Nom', 'Qualité', 'Présence'],
          view.members.map((row) => row.map((one) => words(one))),
        ),
      ),
      ...section('Présentation de l’équipe', text(view.presentation)),
      ...section('Échanges', text(view.discussion)),
      ...section(
        'Signatures',
        table(
          ['Signataire', 'Rôle', 'Avis'],
          view.signatories.map((one) => [
            [...words(one.name, true), ...words(one.quality)],
            words(one.role),
            [...words(one.choice, one.at !== ''), ...words(one.at), ...one.comment],
          ]),
        ),
      ),
    ],
  };
}
