import {
  HYPOTHESIS_OUTCOME_LABELS,
  leadsToSustainability,
  PRIORITY_RANKS,
  TRAJECTORY_LABELS,
} from '#libs/dossiers/index.js';
import { Badge, DataTable, Section } from '#libs/ui/index.js';

import { Prose } from '../record-document/index.js';
import type { ReadProps } from './dossier-page.js';
import { dossierStrings as say, partWords } from './dossier.strings.js';

const OUTCOME_SEVERITIES = { confirmed: 'success', refuted: 'warning', open: 'info' } as const;

export function Hypotheses({ content, desk }: ReadProps) {
  if (content.hypothesesThen.length === 0) return null;
  const { anchor, title } = partWords('hypothesesThen', desk.product.phase);
  return (
    <Section id={anchor} title={title}>
      <DataTable
        caption="Hypothèses de la dernière fois, et ce qu’elles sont devenues"
        captionHidden
        rows={content.hypothesesThen.map((one, index) => ({ ...one, index }))}
        rowKey={({ index }) => String(index)}
        columns={[
          { key: 'text', header: 'Hypothèse', rowHeader: true, cell: ({ text }) => text },
          {
            key: 'outcome',
            header: 'Devenue',
            cell: ({ outcome }) =>
              outcome === null ? (
                say.nothing
              ) : (
                <Badge severity={OUTCOME_SEVERITIES[outcome]}>{HYPOTHESIS_OUTCOME_LABELS[outcome]}</Badge>
              ),
          },
          { key: 'learned', header: 'Ce que l’on sait maintenant', cell: ({ learned }) => <Prose text={learned} /> },
        ]}
      />
    </Section>
  );
}

export function Strategy({ content, desk }: ReadProps) {
  const { anchor, title } = partWords('strategy', desk.product.phase);
  const { strategy, hypotheses, priorities } = content;
  const ranked = PRIORITY_RANKS.map((rank) => priorities[rank]).filter(({ text }) => text !== '');
  return (
    <Section id={anchor} title={title}>
      {strategy === '' && ranked.length === 0 && hypotheses === '' && <p class="fr-hint-text">{say.nothing}</p>}
      <Prose text={strategy} />
      {ranked.length > 0 && (
        <ol>
          {ranked.map(({ text, change }, index) => (
            <li key={index}>
              <strong>{text}</strong>
              {change !== '' && `\u00A0: ${change}`}
            </li>
          ))}
        </ol>
      )}
      {hypotheses !== '' && (
        <>
          <h3>Hypothèses à vérifier</h3>
          <Prose text={hypotheses} />
        </>
      )}
    </Section>
  );
}

export function SustainabilityPlan({ content, desk }: ReadProps) {
  const { choice, plan } = content.trajectory;
  if (!leadsToSustainability(desk.product.phase) || (choice === null && plan === '')) return null;
  const { anchor, title } = partWords('trajectory', desk.product.phase);
  return (
    <Section id={anchor} title={title}>
      {choice !== null && (
        <p>
          <strong>{TRAJECTORY_LABELS[choice]}</strong>
        </p>
      )}
      <Prose text={plan} />
    </Section>
  );
}
