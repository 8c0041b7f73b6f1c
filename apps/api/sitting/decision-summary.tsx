import {
  BUDGET_LINE_LABELS,
  type Decision,
  type GrantedAmount,
  OUTCOME_LABELS,
  phaseDecisionLabel,
  STOP_REASON_LABELS,
} from '#libs/decisions/index.js';
import { frenchDate, newId } from '#libs/kernel/index.js';
import { Button, Callout, Card, DataTable, type Fact, Form, HiddenField, KeyFacts, Money } from '#libs/ui/index.js';
import { MEANS_LABELS } from '#workflows/contract/index.js';

import type { DecidedProduct } from './sitting-view.js';
import type { SittingProps } from './sitting.page.js';

/** A recorded decision, and what will follow from it; it may be corrected until the sitting closes. */
export function DecisionSummary(props: SittingProps & { readonly decided: DecidedProduct }) {
  const { view, csrf, path, decided } = props;
  const { product, decision, follows } = decided;
  const isOpen = view.step === 'sitting' && view.deliberation?.product.id !== product.id;
  return (
    <Card
      title={product.name}
      detail={phaseDecisionLabel(decision.phase, decision.phaseBefore)}
      footer={
        isOpen && (
          <Form action={`${path}/correction`} csrf={csrf}>
            <HiddenField name="idempotencyKey" value={newId()} />
            <HiddenField name="productId" value={product.id} />
            <Button kind="secondary" size="sm" ariaLabel={`Corriger la décision sur ${product.name}`}>
              Corriger
            </Button>
          </Form>
        )
      }
    >
      <KeyFacts facts={factsOf(decision)} />
      <Callout title="Ce qui va suivre" level={4}>
        <ul>
          {follows.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      </Callout>
      {decision.amounts.length > 0 && <Amounts decision={decision} name={product.name} />}
      <Said
        title="Objectifs jugés"
        items={decision.objectives.map((one) => `${OUTCOME_LABELS[one.outcome]}\u00A0: ${one.text}`)}
      />
      <Said title="Réserves" items={decision.reservations} />
      <Said
        title="Blocages à lever"
        items={decision.blockers.map(({ what, who, by }) => `${what} (${who}, avant le ${frenchDate(by)})`)}
      />
      <Said title="Objectifs jusqu’au prochain comité" items={decision.nextObjectives.map(({ text }) => text)} />
    </Card>
  );
}

function factsOf(decision: Decision): readonly Fact[] {
  const { means, stopReason, period, totalCents, evidenceAwaited } = decision;
  return [
    { term: 'Moyens', value: MEANS_LABELS[means] },
    ...(stopReason ? [{ term: 'Motif', value: STOP_REASON_LABELS[stopReason] }] : []),
    {
      term: 'Accordé',
      value: <Money cents={totalCents} />,
      ...(period ? { note: `du ${frenchDate(period.opensOn)} au ${frenchDate(period.closesOn)}` } : {}),
    },
    ...(evidenceAwaited === null ? [] : [{ term: 'Preuves attendues', value: evidenceAwaited }]),
  ];
}

function Amounts({ decision, name }: { readonly decision: Decision; readonly name: string }) {
  return (
    <DataTable
      caption={`Montants accordés à ${name}, par ligne de budget`}
      captionHidden
      columns={[
        { key: 'line', header: 'Ligne de budget', cell: ({ line }) => BUDGET_LINE_LABELS[line] },
        ...(decision.amounts.some((amount) => amount.requestedCents !== null)
          ? [
              {
                key: 'requested',
                header: 'Demandé',
                numeric: true,
                cell: ({ requestedCents }: GrantedAmount) =>
                  requestedCents === null ? '–' : <Money cents={requestedCents} />,
              },
            ]
          : []),
        { key: 'cents', header: 'Accordé', numeric: true, cell: ({ cents }) => <Money cents={cents} /> },
      ]}
      rows={decision.amounts}
      rowKey={({ line }) => line}
      total={{ line: 'Total', cents: <Money cents={decision.totalCents} /> }}
    />
  );
}

function Said({ title, items }: { readonly title: string; readonly items: readonly string[] }) {
  if (items.length === 0) return null;
  return (
    <>
      <h4>{title}</h4>
      <ul>
        {items.map((item) => (
          <li key={item}>{item}</li>
        ))}
      </ul>
    </>
  );
}
