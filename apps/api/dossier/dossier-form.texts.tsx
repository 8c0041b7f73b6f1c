import { Section, TextArea, TextField } from '#libs/ui/index.js';

import type { DossierFormProps } from './dossier-page.js';
import { partWords } from './dossier.strings.js';

export function ProblemFields({ desk, form, errors }: DossierFormProps) {
  const { anchor, title, lead } = partWords('problem', desk.product.phase);
  return (
    <Section id={anchor} title={title} lead={lead}>
      <TextArea name="problem" label="Le problème" optional rows={6} value={form.problem} error={errors['problem']} />
      <TextArea
        name="users"
        label="Les usagers concernés"
        hint="Qui ils sont, et combien."
        optional
        value={form.users}
        error={errors['users']}
      />
      <TextField
        name="demonstrationUrl"
        label="Adresse de la démonstration"
        hint="Format attendu : https://exemple.fr"
        type="url"
        optional
        value={form.demonstrationUrl}
        error={errors['demonstrationUrl']}
      />
    </Section>
  );
}

export function ImpactFields({ desk, form, errors }: DossierFormProps) {
  const { anchor, title, lead } = partWords('impact', desk.product.phase);
  return (
    <Section id={anchor} title={title} lead={lead}>
      <TextArea
        name="impact"
        label="En quelques lignes"
        optional
        rows={6}
        value={form.impact}
        error={errors['impact']}
      />
    </Section>
  );
}

export function LearningFields({ desk, form, errors }: DossierFormProps) {
  const { anchor, title, lead } = partWords('learnings', desk.product.phase);
  return (
    <Section id={anchor} title={title} lead={lead}>
      <TextArea
        name="learnings"
        label="Enseignements"
        optional
        rows={5}
        value={form.learnings}
        error={errors['learnings']}
      />
    </Section>
  );
}
