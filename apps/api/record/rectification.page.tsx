import { frenchDate, parisDate } from '#libs/kernel/index.js';
import type { RecordView } from '#libs/records/index.js';
import { Alert, Callout, Section, TextArea } from '#libs/ui/index.js';

import { DecisionForm } from '../sitting/decision.form.js';
import type { DecisionForm as Values, FormSources } from '../sitting/decision-form.values.js';

export interface RectificationPageProps {
  readonly record: RecordView;
  readonly sources: FormSources;
  readonly form: Values;
  readonly reason: string;
  readonly errors: Readonly<Record<string, string>>;
  readonly csrf: string;
}

/** What the sealed record says, to be put right; it is itself never changed. */
export function RectificationPage({ record, sources, form, reason, errors, csrf }: RectificationPageProps) {
  const { id, productId, productName, document, reference } = record;
  // The form asks for no more of a product than its name.
  const product = { id: productId, name: productName } as Parameters<typeof DecisionForm>[0]['deliberation']['product'];
  return (
    <>
      <Callout>
        Le relevé {reference}, du comité du {frenchDate(parisDate(document.committee.at))}, est scellé{'\u00A0'}: il ne
        change plus. Ce formulaire ouvre un nouveau relevé, qui sera relu, signé et scellé comme le premier, et qui
        l’annule et le remplace. Corrigez ce que le comité a réellement décidé{'\u00A0'}; pour décider autrement, il
        faut un autre comité.
      </Callout>
      <Alert severity="info" title="Ce qui change, et ce qui ne change pas" level={2}>
        L’enveloppe ouverte prend les montants rectifiés sans s’ouvrir une seconde fois. La phase et la date du prochain
        comité ne bougent que si vous les rectifiez.
      </Alert>
      <Section id="rectification" title="La décision rectifiée">
        <DecisionForm
          csrf={csrf}
          path={`/releves/${id}`}
          action={`/releves/${id}/rectification`}
          submit="Ouvrir le relevé rectificatif"
          deliberation={{ ...sources, sponsors: sources.sponsors, product }}
          form={form}
          errors={errors}
        >
          <TextArea
            name="reason"
            label="Motif de la rectification"
            hint={'Ce qui est rectifié, et pourquoi. Ce motif figurera sur les deux relevés, et dans le PDF.'}
            rows={3}
            maxLength={500}
            value={reason}
            error={errors['reason']}
          />
        </DecisionForm>
      </Section>
    </>
  );
}
