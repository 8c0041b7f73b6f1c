import { frenchDateTime } from '#libs/kernel/index.js';
import { Badge } from '#libs/ui/index.js';
import { processes } from '#workflows/index.js';

import { page, type WebRequest } from '../web/index.js';
import { SittingPage, type SittingTyped } from './sitting.page.js';
import type { SittingView } from './sitting-view.js';

/**
 * The page of a sitting, as HTML.
 * @param typed what a refused form shows again.
 * @param alert why something was refused, when no field can say it.
 */
export function sittingHtml(request: WebRequest, view: SittingView, typed: SittingTyped = {}, alert?: string): string {
  const { committee } = view;
  const path = `/comites/${committee.id}/seance`;
  const hasErrors = [typed.attendanceErrors, typed.decisionErrors, typed.adjournmentErrors, typed.noteErrors].some(
    (fields) => Object.keys(fields ?? {}).length > 0,
  );
  return page(
    request,
    {
      title: 'Séance',
      scripts: ['sitting.js'],
      current: '/comites',
      eyebrow: committee.incubatorName,
      heading: `Séance du ${frenchDateTime(committee.startsAt)}`,
      badges: <Badge severity={view.step === 'sitting' ? 'info' : 'neutral'}>{stateLabel(committee.state)}</Badge>,
      breadcrumb: [
        { label: 'Comités', href: '/comites' },
        { label: 'Comité', href: `/comites/${committee.id}` },
      ],
      hasErrors: hasErrors || alert !== undefined,
      ...(alert === undefined ? {} : { flash: { kind: 'error' as const, text: alert } }),
    },
    <SittingPage view={view} csrf={request.csrf ?? ''} path={path} typed={typed} />,
  );
}

const stateLabel = (state: string): string => processes.committee.labels.states[state] ?? state;
