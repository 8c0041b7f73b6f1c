import { counted } from '#libs/kernel/index.js';
import { Accordion, Alert, Button, Form, HiddenField } from '#libs/ui/index.js';

import type { PlanPageProps } from './plan.page.js';
import { remedySentence, setAsideSentence, shortfallSentence } from './planning.strings.js';

/** Products that no sitting takes: why, and what was tried and would do. */
export function Shortfalls({ view }: Pick<PlanPageProps, 'view'>) {
  const { shortfalls, people } = view;
  if (shortfalls.length === 0) return null;
  return (
    <Alert severity="warning" title={`${counted(shortfalls.length, 'produit')} sans séance`} level={2}>
      <ul>
        {shortfalls.map(({ product, reason, remedies }) => (
          <li key={product.id}>
            <strong>{product.name}</strong>. {shortfallSentence(reason, people)}
            {remedies.length > 0 && (
              <>
                {' Ce qui le permettrait, sans toucher au reste\u00A0:'}
                <ul>
                  {remedies.map((remedy) => {
                    const sentence = remedySentence(remedy, people);
                    return <li key={sentence}>{sentence}</li>;
                  })}
                </ul>
              </>
            )}
          </li>
        ))}
      </ul>
      <p>
        Changez les <a href="#reglages">réglages</a>, ou retirez une absence, puis recalculez.
      </p>
    </Alert>
  );
}

/** Products that are none of this plan's business, or that the lead took out of it. */
export function Aside({ view, csrf }: Pick<PlanPageProps, 'view' | 'csrf'>) {
  const { removed, setAside, plan } = view;
  if (removed.length + setAside.length === 0) return null;
  return (
    <Accordion
      title={`Laissés de côté\u00A0: ${counted(removed.length + setAside.length, 'produit')}`}
      open={removed.length > 0}
    >
      {removed.length > 0 && (
        <Form action={`/planification/${plan.id}/produits/reprendre`} csrf={csrf}>
          <HiddenField name="revision" value={String(plan.revision)} />
          <ul>
            {removed.map(({ id, name }) => (
              <li key={id}>
                {name}, retiré de ce plan{' '}
                <Button kind="tertiary" size="sm" name="productId" value={id}>
                  Reprendre<span class="fr-sr-only"> {name}</span>
                </Button>
              </li>
            ))}
          </ul>
        </Form>
      )}
      <ul>
        {setAside.map((one) => (
          <li key={one.productId}>
            {one.name}, {setAsideSentence(one)}
          </li>
        ))}
      </ul>
    </Accordion>
  );
}
