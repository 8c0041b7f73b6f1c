import { newId } from '#libs/kernel/index.js';
import { type RecordTexts, textsOf } from '#libs/records/index.js';
import { Button, ErrorSummary, Form, HiddenField, TextArea } from '#libs/ui/index.js';

import type { RecordPageProps } from './record.page.js';

/** The texts of a record that its lead words; what was decided stays as it was decided. */
export function EditForm({ view, csrf, typed }: RecordPageProps) {
  const { record } = view;
  const kept: Omit<RecordTexts, 'reservations'> & { readonly reservations: string } = typed?.edit ?? {
    ...textsOf(record.document),
    reservations: record.document.reservations.join('\n\n'),
  };
  const errors = typed?.editErrors ?? {};
  return (
    <Form action={`/releves/${record.id}/modification`} csrf={csrf}>
      <ErrorSummary errors={errors} />
      <HiddenField name="idempotencyKey" value={newId()} />
      <HiddenField name="version" value={String(record.version)} />
      <TextArea
        name="presentation"
        label="Présentation de l’équipe"
        hint="Une ligne vide sépare deux paragraphes ; des lignes qui commencent par un tiret font une liste. **gras**, _italique_."
        optional
        rows={6}
        value={kept.presentation}
        error={errors['presentation']}
      />
      <TextArea
        name="discussion"
        label="Échanges"
        optional
        rows={8}
        value={kept.discussion}
        error={errors['discussion']}
      />
      <TextArea
        name="reservations"
        label="Réserves"
        hint="Telles que le comité les a formulées, séparées par une ligne vide."
        optional
        rows={4}
        value={kept.reservations}
        error={errors['reservations']}
      />
      <Button kind="secondary">Enregistrer une nouvelle version</Button>
    </Form>
  );
}
