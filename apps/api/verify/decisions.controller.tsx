import { Controller, Get, Req } from '@nestjs/common';

import { type PublishedDecision, PublishedDecisions } from '#libs/records/index.js';
import { DataTable, DateText, Money } from '#libs/ui/index.js';

import { Public, publicPage, type WebRequest } from '../web/index.js';

/** « Décisions des comités »: what the incubators that publish theirs have decided, for anybody. */
@Controller('/decisions')
export class DecisionsController {
  constructor(private readonly decisions: PublishedDecisions) {}

  @Public()
  @Get()
  async show(@Req() request: WebRequest): Promise<string> {
    return publicPage(
      request,
      { title: 'Décisions des comités d’investissement' },
      <Decisions decisions={await this.decisions.latest()} />,
    );
  }
}

function Decisions({ decisions }: { readonly decisions: readonly PublishedDecision[] }) {
  return (
    <DataTable
      caption="Décisions validées et publiées, de la plus récente à la plus ancienne"
      rows={decisions}
      rowKey={({ product, on }) => `${product} ${on}`}
      columns={[
        { key: 'product', header: 'Produit', rowHeader: true, cell: ({ product }) => product },
        { key: 'incubator', header: 'Incubateur', cell: ({ incubator }) => incubator },
        { key: 'on', header: 'Comité', cell: ({ on }) => <DateText date={on} /> },
        { key: 'decision', header: 'Décision', cell: ({ decision }) => decision },
        { key: 'phase', header: 'Phase', cell: ({ phase }) => phase },
        {
          key: 'cents',
          header: 'Enveloppe',
          numeric: true,
          cell: ({ cents }) => (cents === null ? '–' : <Money cents={cents} />),
        },
      ]}
      empty="Aucune décision n’est publiée."
    />
  );
}
