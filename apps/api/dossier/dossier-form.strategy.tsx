import {
  leadsToSustainability,
  PRIORITY_RANKS,
  PROPOSAL_LABELS,
  PROPOSALS,
  TRAJECTORIES,
  TRAJECTORY_LABELS,
} from '#libs/dossiers/index.js';
import { FieldRow, RadioGroup, Section, TextArea, TextField } from '#libs/ui/index.js';

import type { DossierFormProps } from './dossier-page.js';
import { partWords } from './dossier.strings.js';

export function StrategyFields({ desk, form, errors }: DossierFormProps) {
  const { anchor, title, lead } = partWords('strategy', desk.product.phase);
  return (
    <Section id={anchor} title={title} lead={lead}>
      <TextArea
        name="strategy"
        label="La stratégie"
        optional
        rows={5}
        value={form.strategy}
        error={errors['strategy']}
      />
      {PRIORITY_RANKS.map((rank, index) => (
        <FieldRow key={rank}>
          <TextField
            name={`priorities[${rank}][text]`}
            label={`Priorité ${index + 1}`}
            optional
            value={form.priorities[rank]?.text ?? ''}
            error={errors[`priorities.${rank}.text`]}
          />
          <TextField
            name={`priorities[${rank}][change]`}
            label="Ce qu’elle change"
            optional
            value={form.priorities[rank]?.change ?? ''}
            error={errors[`priorities.${rank}.change`]}
          />
        </FieldRow>
      ))}
      <TextArea
        name="hypotheses"
        label="Hypothèses à vérifier"
        hint="Une par ligne. Le prochain dossier vous demandera ce que chacune est devenue."
        optional
        value={form.hypotheses}
        error={errors['hypotheses']}
      />
    </Section>
  );
}

export function TrajectoryFields({ desk, form, errors }: DossierFormProps) {
  if (!leadsToSustainability(desk.product.phase)) return null;
  const { anchor, title, lead } = partWords('trajectory', desk.product.phase);
  return (
    <Section id={anchor} title={title} lead={lead}>
      <RadioGroup
        name="trajectory[choice]"
        legend="La trajectoire envisagée"
        noDefault
        optional
        kept={form.trajectory.choice}
        choices={TRAJECTORIES.map((value) => ({ value, label: TRAJECTORY_LABELS[value] }))}
      />
      <TextArea
        name="trajectory[plan]"
        label="Comment vous y allez"
        hint="Ce qui est acquis, ce qui manque, pour quand\u00A0: portage, budget, équipe, hébergement."
        optional
        value={form.trajectory.plan}
        error={errors['trajectory.plan']}
      />
    </Section>
  );
}

export function ProposalFields({ desk, form, errors }: DossierFormProps) {
  const { anchor, title, lead } = partWords('proposal', desk.product.phase);
  return (
    <Section id={anchor} title={title} lead={lead}>
      <RadioGroup
        name="proposal"
        legend="L’équipe propose de"
        inline
        value={form.proposal}
        error={errors['proposal']}
        choices={PROPOSALS.map((value) => ({ value, label: PROPOSAL_LABELS[value] }))}
      />
      <TextArea
        name="proposalReason"
        label="Pourquoi"
        hint="Nécessaire pour un pivot ou un arrêt."
        optional
        value={form.proposalReason}
        error={errors['proposalReason']}
      />
      <TextArea
        name="proposalNext"
        label="Et ensuite"
        hint="Pour un pivot\u00A0: ce que vous gardez, ce que vous abandonnez. Pour un arrêt\u00A0: ce qu’il faut conserver, et ce qu’il faudrait pour reprendre."
        optional
        value={form.proposalNext}
        error={errors['proposalNext']}
      />
    </Section>
  );
}
