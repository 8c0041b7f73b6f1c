import type { CommitteeProductView } from '#libs/committees/index.js';
import { frenchTime } from '#libs/committees/index.js';
import { counted, frenchDate, newId, parisDate } from '#libs/kernel/index.js';
import { Badge, Button, DataTable, Form, HiddenField, Section } from '#libs/ui/index.js';
import { LIFECYCLE_LABELS } from '#workflows/contract/index.js';

import type { SittingView } from './sitting-view.js';
import type { SittingProps } from './sitting.page.js';

/** The products of the sitting, what has become of each, and the way to call one. */
export function Agenda(props: SittingProps) {
  const { view, csrf, path } = props;
  return (
    <Section id="ordre-du-jour" title="Ordre du jour">
      <DataTable
        caption="Produits à l’ordre du jour"
        captionHidden
        rows={view.committee.products}
        rowKey={({ id }) => id}
        columns={[
          { key: 'name', header: 'Produit', rowHeader: true, cell: ({ name }) => name },
          { key: 'phase', header: 'Phase', cell: ({ phase }) => LIFECYCLE_LABELS[phase] },
          { key: 'turn', header: 'Passage', cell: ({ id }) => turnOf(view, id) },
          { key: 'state', header: 'Décision', cell: (product) => <ProductState view={view} product={product} /> },
          {
            key: 'call',
            header: 'Appeler',
            headerHidden: true,
            cell: ({ id, name }) =>
              view.step === 'sitting' &&
              view.current?.product.id !== id &&
              !isDecided(view, id) && (
                <Form action={`${path}/appel`} csrf={csrf}>
                  <HiddenField name="idempotencyKey" value={newId()} />
                  <HiddenField name="productId" value={id} />
                  <Button kind="secondary" size="sm" ariaLabel={`Appeler ${name}`}>
                    Appeler
                  </Button>
                </Form>
              ),
          },
        ]}
      />
    </Section>
  );
}

const isDecided = (view: SittingView, productId: string): boolean =>
  view.decided.some(({ product }) => product.id === productId);

function turnOf({ stages }: SittingView, productId: string): string {
  const turn = stages.filter((stage) => stage.productId === productId);
  const [first, last] = [turn[0], turn.at(-1)];
  if (!first || !last) return 'À venir';
  const over = Math.round(turn.reduce((sum, { overrunMs }) => sum + overrunMs, 0) / 60_000);
  const overrun = over > 0 ? ` (${counted(over, 'minute')} de trop)` : '';
  return last.endedAt === null
    ? `Depuis ${frenchTime(first.startedAt)}`
    : `De ${frenchTime(first.startedAt)} à ${frenchTime(last.endedAt)}${overrun}`;
}

function ProductState({ view, product }: { readonly view: SittingView; readonly product: CommitteeProductView }) {
  const known = view.board.products.find(({ id }) => id === product.id);
  if (known?.status === 'adjourned' && known.newDate)
    return <Badge severity="warning">{`Renvoyé au ${frenchDate(parisDate(known.newDate))}`}</Badge>;
  if (isDecided(view, product.id)) return <Badge severity="success">Décidé</Badge>;
  if (view.current?.product.id === product.id) return <Badge severity="info">En cours</Badge>;
  return <Badge>À décider</Badge>;
}
