import { Controller, Get, Req, Res } from '@nestjs/common';
import type { Response } from 'express';

import { Health, type HealthReport } from '#libs/audit/index.js';
import { Alert, KeyFacts } from '#libs/ui/index.js';

import { Public, publicPage, type WebRequest } from '../web/index.js';

/** Whether everything owed is being done: for machines and for people. */
@Controller()
export class HealthController {
  constructor(private readonly health: Health) {}

  /** 200 when the database answers; what is late is said in the body, and does not take the process out of service. */
  @Public()
  @Get('/health')
  async forMachines(@Res() response: Response): Promise<void> {
    response.json(await this.health.report());
  }

  @Public()
  @Get('/sante')
  async forPeople(@Req() request: WebRequest): Promise<string> {
    const report = await this.health.report();
    return publicPage(request, { title: 'État du service' }, <HealthPage report={report} />);
  }
}

function HealthPage({ report }: { readonly report: HealthReport }) {
  return (
    <>
      {report.status === 'ok' ? (
        <Alert severity="success" title="Tout ce qui est dû est fait" level={2} />
      ) : (
        <Alert severity="warning" title="Des actions sont en retard" level={2}>
          Jalon continue d’essayer : rien n’est perdu.
        </Alert>
      )}
      <KeyFacts
        facts={[
          { term: 'Actions en attente', value: String(report.effectsOwed) },
          { term: 'Dont en échec, à nouveau tentées', value: String(report.effectsFailing) },
          { term: 'Échéances en retard', value: String(report.deadlinesLate) },
          { term: 'Courriels au sort inconnu', value: String(report.mailsUnknown) },
        ]}
      />
    </>
  );
}
