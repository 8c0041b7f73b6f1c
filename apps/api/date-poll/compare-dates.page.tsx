import type { CommitteeView } from '#libs/committees/index.js';
import { best, type DatePollView, weigh, type WeighedOption } from '#libs/date-polls/index.js';
import { ROLE_LABELS } from '#libs/identity/index.js';
import { counted, frenchDateTime, frenchLongDate, newId, parisDate, lowerFirst } from '#libs/kernel/index.js';
import {
  Accordion,
  Alert,
  Badge,
  Button,
  type Column,
  DataTable,
  Form,
  HiddenField,
  Section,
  TextArea,
} from '#libs/ui/index.js';

import { ANSWER_LABELS, withoutYear } from './date-poll.strings.js';

export interface CompareDatesProps {
  readonly committee: CommitteeView;
  readonly poll: DatePollView;
  readonly manages: boolean;
  readonly error: string | undefined;
  readonly csrf: string;
}

/** What was answered, date by date and person by person, and the choice. */
export function CompareDatesPage(props: CompareDatesProps) {
  const { committee, poll } = props;
  const options = weigh(poll, committee);
  return (
    <>
      {props.error && (
        <Alert severity="error" title="Cette action n’a pas été faite" level={2} live>
          {props.error}
        </Alert>
      )}
      <Standing {...props} />
      <Options {...props} options={options} first={best(options)} />
      <Answers {...props} />
      {props.manages && <Abandon {...props} />}
    </>
  );
}

function Standing({ committee, poll }: CompareDatesProps) {
  const waiting = committee.members.filter(({ id }) => !poll.answered.has(id)).length;
  if (poll.state === 'answered')
    return (
      <Alert severity="info" title="C’est le moment de choisir" level={2}>
        {waiting === 0
          ? 'Tous les membres ont répondu.'
          : `Le délai est passé\u202F; ${counted(waiting, 'membre n’a pas répondu', 'membres n’ont pas répondu')}, et le peuvent encore.`}
      </Alert>
    );
  return (
    <Alert severity="info" title="Réponses attendues" level={2}>
      {`${counted(committee.members.length - waiting, 'réponse', 'réponses')} sur ${committee.members.length}. Jusqu’au ${frenchLongDate(parisDate(poll.closesAt))}\u202F; vous pouvez choisir avant.`}
    </Alert>
  );
}

function Options(
  props: CompareDatesProps & {
    readonly options: readonly WeighedOption[];
    readonly first: WeighedOption | undefined;
  },
) {
  const { committee, poll, manages, csrf, first } = props;
  const columns: Column<WeighedOption>[] = [
    {
      key: 'date',
      header: 'Date',
      rowHeader: true,
      cell: ({ startsAt, optionId }) => (
        <>
          {frenchDateTime(startsAt)}
          {optionId === first?.optionId && (
            <>
              {' '}
              <Badge size="sm" severity="success">
                La plus favorable
              </Badge>
            </>
          )}
        </>
      ),
    },
    ...(['yes', 'maybe', 'no'] as const).map((answer) => ({
      key: answer,
      header: ANSWER_LABELS[answer].label,
      numeric: true,
      cell: (option: WeighedOption) => option[answer],
    })),
    { key: 'silent', header: 'Sans réponse', numeric: true, cell: ({ silent }) => silent },
    { key: 'missing', header: 'Présences requises', cell: (option) => <Required option={option} /> },
    ...(manages
      ? [
          {
            key: 'choose',
            header: 'Choisir',
            headerHidden: true,
            cell: ({ optionId, startsAt }: WeighedOption) => (
              <Form action={`/comites/${committee.id}/dates/${poll.id}/choisir`} csrf={csrf}>
                <HiddenField name="idempotencyKey" value={newId()} />
                <HiddenField name="option" value={optionId} />
                <Button
                  kind={optionId === first?.optionId ? 'primary' : 'secondary'}
                  size="sm"
                  ariaLabel={`Choisir le ${frenchDateTime(startsAt)}`}
                >
                  Choisir
                </Button>
              </Form>
            ),
          },
        ]
      : []),
  ];
  return (
    <Section id="dates" title="Les dates">
      <DataTable
        caption="Dates proposées"
        captionHidden
        columns={columns}
        rows={props.options}
        rowKey={({ optionId }) => optionId}
      />
      {manages && (
        <p class="fr-hint-text">
          {committee.state === 'planned'
            ? 'La date choisie devient celle du comité\u202F; les convocations partent quand vous les envoyez.'
            : 'La date choisie devient celle du comité\u202F; les membres sont convoqués aussitôt à cette date.'}
        </p>
      )}
    </Section>
  );
}

function Required({ option: { missing, unknown } }: { readonly option: WeighedOption }) {
  if (missing.length === 0 && unknown.length === 0)
    return (
      <Badge size="sm" severity="success">
        Au complet
      </Badge>
    );
  const named = (roles: WeighedOption['missing']) =>
    [...new Set(roles.map(({ role }) => lowerFirst(ROLE_LABELS[role])))].join(', ');
  return (
    <div>
      {missing.length > 0 && (
        <div>
          <Badge size="sm" severity="error">
            Manquerait
          </Badge>{' '}
          {named(missing)}
        </div>
      )}
      {unknown.length > 0 && <span class="fr-hint-text">{`Pas encore connu\u00A0: ${named(unknown)}`}</span>}
    </div>
  );
}

function Answers({ committee, poll }: CompareDatesProps) {
  const columns: Column<CommitteeView['members'][number]>[] = [
    {
      key: 'name',
      header: 'Membre',
      rowHeader: true,
      cell: ({ person, capacity }) => (
        <>
          {person.name}
          <span class="fr-hint-text">{ROLE_LABELS[capacity]}</span>
        </>
      ),
    },
    ...poll.options.map(({ optionId, startsAt }) => ({
      key: optionId,
      header: withoutYear(startsAt),
      cell: ({ id }: { readonly id: string }) => {
        const answer = poll.answered.get(id)?.answers[optionId];
        return answer ? (
          <Badge size="sm" severity={ANSWER_LABELS[answer].severity}>
            {ANSWER_LABELS[answer].label}
          </Badge>
        ) : (
          <span class="fr-hint-text">Sans réponse</span>
        );
      },
    })),
  ];
  return (
    <Section id="reponses" title="Qui peut quand">
      <DataTable
        caption="Réponses des membres, date par date"
        captionHidden
        columns={columns}
        rows={committee.members}
        rowKey={({ id }) => id}
      />
    </Section>
  );
}

function Abandon({ committee, poll, csrf }: CompareDatesProps) {
  return (
    <Section id="actions" title="Actions">
      <Accordion title="Ne plus proposer ces dates" id="abandonner">
        <Form action={`/comites/${committee.id}/dates/${poll.id}/abandonner`} csrf={csrf}>
          <HiddenField name="idempotencyKey" value={newId()} />
          <p>Le comité garde la date qu’il a. Les membres apprennent qu’ils peuvent disposer de celles-ci.</p>
          <TextArea name="reason" label="Motif" hint="Les membres le liront." rows={2} maxLength={500} />
          <Button kind="secondary">Ne plus proposer ces dates</Button>
        </Form>
      </Accordion>
    </Section>
  );
}
