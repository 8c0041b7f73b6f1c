import { frenchTime } from '#libs/committees/index.js';
import { newId } from '#libs/kernel/index.js';
import { Button, ErrorSummary, Form, HiddenField, Section, TextArea } from '#libs/ui/index.js';

import type { SittingProps } from './sitting.page.js';

/** The notes of the deliberation, and who reads them for how long. */
export function Notes(
  props: SittingProps & {
    readonly typed?: string | undefined;
    readonly errors?: Readonly<Record<string, string>> | undefined;
  },
) {
  const { view, csrf, path, typed, errors = {} } = props;
  const product = view.deliberation?.product;
  if (view.notes === null || (!product && view.notes.length === 0)) return null;
  const nameOf = (id: string) => view.committee.products.find((one) => one.id === id)?.name;
  return (
    <Section
      id="notes"
      title="Notes de la délibération"
      lead="Lues par la personne qui anime et par celles qui délibèrent, jamais par l’équipe. Elles n’entrent pas dans le relevé, et sont effacées dès que tous les relevés de la séance ont abouti."
    >
      {view.notes.length > 0 && (
        <ul>
          {view.notes.map(({ id, productId, author, text, writtenAt }) => (
            <li key={id}>{`${nameOf(productId)}, ${author}, ${frenchTime(writtenAt)}\u00A0: ${text}`}</li>
          ))}
        </ul>
      )}
      {product && (
        <Form action={`${path}/notes`} csrf={csrf} ariaLabel="Ajouter une note">
          <ErrorSummary errors={errors} />
          <HiddenField name="idempotencyKey" value={newId()} />
          <HiddenField name="productId" value={product.id} />
          <TextArea
            name="note"
            label={`Note sur ${product.name}`}
            rows={3}
            value={typed ?? ''}
            error={errors['note']}
          />
          <Button kind="secondary">Ajouter la note</Button>
        </Form>
      )}
    </Section>
  );
}
