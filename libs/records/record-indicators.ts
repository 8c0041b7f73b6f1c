import type { DossierContent } from '#libs/dossiers/index.js';
import type { RecordIndicator } from '#libs/pdf/index.js';

type Measured = DossierContent['indicators'][number];

const KINDS = { effort: 'effort', use: 'usage', impact: 'impact' } as const;

const figures = new Intl.NumberFormat('fr-FR', { maximumFractionDigits: 3 });

/**
 * The indicators that the team handed in, as the record prints them; half-filled rows are left out. The target is the one
 * that the previous dossier set for today: the new one is for the next committee to judge.
 */
export function recordIndicators(content: Pick<DossierContent, 'indicators'> | undefined): readonly RecordIndicator[] {
  return (content?.indicators ?? []).flatMap((one) => {
    const { name, kind, unit, period, value, previousTarget } = one;
    if (name === '' || kind === null) return [];
    return {
      name: period === '' ? name : `${name} (${period})`,
      kind: KINDS[kind],
      ...(unit === '' ? {} : { unit }),
      ...(previousTarget === null ? {} : { target: figures.format(previousTarget) }),
      ...(value === null ? {} : { value: figures.format(value) }),
      status: statusOf(one),
    };
  });
}

/**
 * How a measure stands to its target, from the figures alone. A target below where the half-year began, such as that of
 * a cost or a delay, is reached by going down; what moved the right way without arriving is reached in part.
 */
function statusOf({ previous, value, previousTarget: target }: Measured): RecordIndicator['status'] {
  if (value === null) return 'not-measured';
  if (target === null) return 'without-target';
  const start = previous ?? 0;
  const sign = previous !== null && target < previous ? -1 : 1;
  if (sign * (value - target) >= 0) return 'reached';
  return sign * (value - start) > 0 ? 'partly-reached' : 'missed';
}
