import { enumerate } from '#libs/committees/index.js';
import { ADVANCED_REASON, counted, frenchDate, frenchLongDate } from '#libs/kernel/index.js';
import type { Remedy, SetAside, ShortfallReason, SittingView, Violation } from '#libs/planning/index.js';

/** The words of the pages that plan a half-year. */
export const STRINGS = {
  title: 'Planifier le semestre',
  lead: 'Jalon propose les séances, vous les ajustez. Rien ne part avant que vous confirmiez.',
  propose: 'Proposer un plan',
  proposing: 'Le calcul prend quelques secondes.',
  plan: 'Plan du semestre',
  avoidHint:
    'Vacances de votre zone, séminaire, déménagement… Jalon ne connaît pas le calendrier scolaire\u00A0: saisissez les périodes qui vous concernent.',
} as const;

export const PIN_LABELS = {
  whole: 'Date et produits épinglés',
  products: 'Produits épinglés',
  day: 'Date épinglée',
} as const;

type ProductInsight = SittingView['insight']['products'][number];

const days = (count: number): string => counted(Math.abs(count), 'jour');

/** Why a product sits that day, without its name nor the last full stop. */
export const whySentence = (insight: ProductInsight): string =>
  insight.isAdvanced ? `${daySentence(insight)}. Comité ${ADVANCED_REASON}` : daySentence(insight);

function daySentence({ window, fromIdeal, ahead, slack, envelopeEndsOn, wantedOn, dueOn }: ProductInsight): string {
  const limit = envelopeEndsOn !== null && envelopeEndsOn < dueOn ? envelopeEndsOn : dueOn;
  if (window.isLate)
    return `en retard, attendu le ${frenchDate(limit)}\u202F; ${fromIdeal === 0 ? 'dans la première quinzaine possible' : `${days(fromIdeal)} après la première quinzaine possible`}`;
  const target =
    envelopeEndsOn === null
      ? `le ${frenchDate(wantedOn)}, date souhaitée`
      : `la fin de l’enveloppe, le ${frenchDate(envelopeEndsOn)}`;
  const place =
    ahead >= 0
      ? `${days(ahead)} avant ${target}`
      : `${days(ahead)} après ${target}, et ${days(slack)} avant la date due`;
  if (fromIdeal === 0) return `${place}\u00A0: l’idéal`;
  return `${place}\u202F; ${days(fromIdeal)} plus ${fromIdeal < 0 ? 'tôt' : 'tard'} que l’idéal`;
}

const SHORT_SLACK = 3;
const FEW_DAYS = 3;

/** What is tight about a sitting, and what it breaks: one sentence each. */
export function notesOf(view: SittingView, people: ReadonlyMap<string, string>): readonly string[] {
  const { insight, violations } = view;
  const nameOf = (id: string): string => people.get(id) ?? 'Quelqu’un';
  const productOf = (id: string): string => view.products.find((product) => product.id === id)?.name ?? 'Ce produit';
  const slack = insight.products
    .filter((one) => !one.window.isLate && one.slack >= 0 && one.slack <= SHORT_SLACK)
    .map((one) =>
      one.slack === 0
        ? `C’est le dernier jour possible pour ${productOf(one.productId)}.`
        : `Il ne reste que ${days(one.slack)} après cette séance pour ${productOf(one.productId)}\u00A0: un report le mettrait en retard.`,
    );
  const few =
    insight.otherDays <= FEW_DAYS && violations.length === 0
      ? [
          insight.otherDays === 0
            ? 'Aucun autre jour ne convient à la fois à ces produits et à ces personnes.'
            : `${counted(insight.otherDays, 'autre jour seulement conviendrait', 'autres jours seulement conviendraient')}.`,
        ]
      : [];
  const absent =
    insight.absent.length > 0
      ? [`Sera absent·e sans empêcher la séance\u00A0: ${enumerate(insight.absent.map(nameOf))}.`]
      : [];
  return [
    ...violations.map((violation) => violationSentence(violation, { nameOf, productOf })),
    ...slack,
    ...few,
    ...absent,
  ];
}

interface Names {
  readonly nameOf: (id: string) => string;
  readonly productOf: (id: string) => string;
}

function violationSentence(violation: Violation, { nameOf, productOf }: Names): string {
  switch (violation.kind) {
    case 'too-early':
      return `Trop tôt pour ${productOf(violation.productId)}.`;
    case 'too-late':
      return `Trop tard pour ${productOf(violation.productId)}.`;
    case 'absent':
      return `${enumerate(violation.personIds.map(nameOf))}, dont la présence est requise pour ${productOf(violation.productId)}, sera absent·e.`;
    case 'closed-day':
      return {
        'day-off': 'Ce jour est un week-end ou un jour férié.',
        weekday: 'Ce jour de la semaine n’est pas de ceux que vous avez choisis.',
        closing: 'La décision tomberait pendant la clôture de fin d’année.',
        avoided: `Ce jour est à éviter\u00A0: ${violation.off.kind === 'avoided' ? violation.off.label : ''}.`,
      }[violation.off.kind];
    case 'too-many':
      return 'Plus de produits que vous n’en vouliez par séance.';
    case 'too-long':
      return 'La séance finit après l’heure que vous avez fixée.';
    case 'several-sponsors':
      return 'Ces produits n’ont pas de sponsor en commun.';
    case 'occupied':
      return 'Un comité déjà prévu retient l’incubateur ou des personnes ce jour-là.';
    case 'clash':
      return violation.personIds.length > 0
        ? `Une autre séance du plan retient à ce moment-là ${enumerate(violation.personIds.slice(0, 3).map(nameOf))}.`
        : 'Une autre séance de l’incubateur a lieu ce jour-là.';
    case 'not-wanted':
      return `${productOf(violation.productId)} n’attend plus de comité dans cette période\u00A0: retirez-le, ou recalculez.`;
    default:
      return `${productOf(violation.productId)} figure dans deux séances.`;
  }
}

/** Why a product has no sitting. */
export function shortfallSentence(reason: ShortfallReason, people: ReadonlyMap<string, string>): string {
  const span = `du ${frenchDate(reason.earliest)} au ${frenchDate(reason.latest)}`;
  switch (reason.kind) {
    case 'no-window':
      return `Le premier jour possible, le ${frenchDate(reason.earliest)}, préavis compris, vient après le dernier, le ${frenchDate(reason.latest)}.`;
    case 'no-open-day':
      return `Aucun jour ouvert à une séance ${span}.`;
    case 'nobody-free':
      return `Aucun jour, ${span}, où ${enumerate(reason.personIds.map((id) => people.get(id) ?? 'quelqu’un'))} ${reason.personIds.length > 1 ? 'soient libres' : 'soit libre'}.`;
    default:
      return `Les autres séances occupent tous les jours possibles, ${span}.`;
  }
}

/** What would make room for it: tried, the rest of the plan staying as it is. */
export function remedySentence(remedy: Remedy, people: ReadonlyMap<string, string>): string {
  const on = frenchLongDate(remedy.on);
  switch (remedy.kind) {
    case 'later':
      return `Accepter ${days(remedy.days)} de retard\u00A0: séance le ${on}.`;
    case 'sooner':
      return `Tenir la séance ${days(remedy.days)} plus tôt que prévu, le ${on}, avec moins de préparation.`;
    case 'substitute':
      return `Faire représenter ${people.get(remedy.personId) ?? 'la personne absente'}\u00A0: séance dès le ${on}.`;
    case 'one-more':
      return `Admettre ${counted(remedy.maxProducts, 'produit')} par séance\u00A0: le ${on}.`;
    case 'two-a-day':
      return `Tenir deux séances le même jour, le ${on}.`;
    case 'closing':
      return `Passer outre la clôture de fin d’année\u00A0: le ${on}.`;
    default:
      return `Siéger pendant «\u00A0${remedy.label}\u00A0»\u00A0: le ${on}.`;
  }
}

/** Why the plan does not concern a product. */
export function setAsideSentence({ reason, on }: SetAside): string {
  const day = on === null ? '' : frenchDate(on);
  return {
    planned: `comité déjà prévu le ${day}`,
    held: `comité tenu le ${day}, décision à valider`,
    later: `peut attendre le prochain semestre, date souhaitée le ${day}`,
  }[reason];
}

/** « 3 séances du 18 mai au 2 juillet 2026, incubateur Alpha » */
export function planName(plan: { readonly from: string; readonly to: string }, incubators: readonly string[]): string {
  return `Du ${frenchDate(plan.from)} au ${frenchDate(plan.to)}${incubators.length > 0 ? `, ${enumerate(incubators)}` : ''}`;
}
