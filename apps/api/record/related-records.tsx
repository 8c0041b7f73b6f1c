import { frenchDate, newId, parisDate } from '#libs/kernel/index.js';
import type { RecordView } from '#libs/records/index.js';
import { Accordion, Alert, Button, ButtonLink, Form, HiddenField, Section, TextField } from '#libs/ui/index.js';

/** What a record replaces, and what replaces it: each says so, and why. */
export function RelatedRecords({ record }: { readonly record: RecordView }) {
  const { replaces, replacedBy } = record;
  return (
    <>
      {replaces && (
        <Alert severity="info" title={replacesTitle(record)} level={2}>
          <p>
            <a href={`/releves/${replaces.id}`}>Lire le relevé {replaces.reference}</a>. Motif{'\u00A0'}:{' '}
            {replaces.reason}
          </p>
        </Alert>
      )}
      {replacedBy && (
        <Alert
          severity={replacedBy.sealedAt ? 'warning' : 'info'}
          title={
            replacedBy.sealedAt
              ? `Annulé et remplacé par le relevé n°\u00A0${replacedBy.reference} du ${frenchDate(parisDate(replacedBy.sealedAt))}`
              : `Rectification en cours\u00A0: relevé n°\u00A0${replacedBy.reference}`
          }
          level={2}
        >
          <p>
            <a href={`/releves/${replacedBy.id}`}>Lire le relevé {replacedBy.reference}</a>. Motif{'\u00A0'}:{' '}
            {replacedBy.reason}
          </p>
          {!replacedBy.sealedAt && <p>Le présent relevé fait foi tant que l’autre n’est pas scellé.</p>}
        </Alert>
      )}
    </>
  );
}

function replacesTitle({ replaces, state }: RecordView): string {
  const verb = ['sealed', 'superseded'].includes(state) ? 'Annule et remplace' : 'Annulera et remplacera';
  const of = replaces?.sealedAt ? ` du ${frenchDate(parisDate(replaces.sealedAt))}` : '';
  return `${verb} le relevé n°\u00A0${replaces?.reference ?? ''}${of}`;
}

/** For those who run committees: to put right a sealed record, or to give that up. */
export function Rectify({ record, csrf }: { readonly record: RecordView; readonly csrf: string }) {
  if (record.state === 'sealed' && record.replacedBy === null)
    return (
      <Section
        id="rectifier"
        title="Une erreur dans ce relevé ?"
        lead="Un relevé scellé ne se modifie ni ne se supprime. Un relevé rectificatif, signé à son tour, l’annule et le remplace."
      >
        <ButtonLink kind="secondary" href={`/releves/${record.id}/rectification`}>
          Rectifier ce relevé
        </ButtonLink>
      </Section>
    );
  if (record.replaces === null || !['drafting', 'inReview', 'changesRequested'].includes(record.state)) return null;
  return (
    <Section id="abandonner" title="Abandonner la rectification">
      <Accordion title="Renoncer à remplacer le relevé d’origine">
        <Form action={`/releves/${record.id}/abandon`} csrf={csrf}>
          <HiddenField name="idempotencyKey" value={newId()} />
          <TextField name="reason" label="Motif" hint="Il sera conservé au journal." maxLength={500} />
          <Button kind="secondary">Abandonner la rectification</Button>
        </Form>
      </Accordion>
    </Section>
  );
}
