import { ATTENDANCES, type CommitteeMember } from '#libs/committees/index.js';
import { ROLE_LABELS } from '#libs/identity/index.js';
import { newId, lowerFirst } from '#libs/kernel/index.js';
import { Button, ErrorSummary, Fieldset, Form, HiddenField, RadioGroup, TextArea, TextField } from '#libs/ui/index.js';

import type { SittingProps } from './sitting.page.js';
import { ATTENDANCE_LABELS } from './sitting.strings.js';

/** What was typed in the form of attendance, by member; kept when it is refused. */
export interface TypedAttendance {
  readonly attendance: Readonly<Record<string, string>>;
  readonly representedBy: Readonly<Record<string, string>>;
  readonly reason: string;
}

/** Who is there: everyone of the committee, one by one. */
export function AttendanceForm(
  props: SittingProps & {
    readonly typed?: TypedAttendance | undefined;
    readonly errors?: Readonly<Record<string, string>> | undefined;
  },
) {
  const { view, csrf, path, typed, errors = {} } = props;
  const { members, context } = view.committee;
  return (
    <Form action={`${path}/presences`} csrf={csrf} ariaLabel="Présences">
      <ErrorSummary errors={errors} />
      <HiddenField name="idempotencyKey" value={newId()} />
      {members.map((member) => (
        <MemberAttendance key={member.id} member={member} typed={typed} errors={errors} />
      ))}
      <TextArea
        name="reason"
        label="Pourquoi la séance se poursuit malgré une absence"
        hint={
          'À remplir quand manque une personne dont la présence est requise\u00A0: intrapreneur·e, sponsor, responsable d’incubateur, responsable de portefeuille à la DINUM.'
        }
        optional
        rows={2}
        value={typed?.reason ?? context.attendance?.reason ?? ''}
      />
      <Button>Enregistrer les présences</Button>
    </Form>
  );
}

function MemberAttendance(props: {
  readonly member: CommitteeMember;
  readonly typed: TypedAttendance | undefined;
  readonly errors: Readonly<Record<string, string>>;
}) {
  const { member, typed, errors } = props;
  const { id, person } = member;
  return (
    <Fieldset
      id={`membre-${id}`}
      legend={`${person.name}, ${lowerFirst(person.title ?? ROLE_LABELS[member.capacity])}`}
    >
      <RadioGroup
        name={`attendance[${id}]`}
        legend="Présence"
        legendHidden
        inline
        kept={typed?.attendance[id] ?? member.attendance ?? undefined}
        noDefault
        error={errors[`attendance.${id}`]}
        choices={ATTENDANCES.map((value) => ({ value, label: ATTENDANCE_LABELS[value] }))}
      />
      <TextField
        name={`representedBy[${id}]`}
        label="Par qui, en cas de représentation"
        optional
        value={typed?.representedBy[id] ?? member.representedBy ?? member.representative?.name ?? ''}
        error={errors[`representedBy.${id}`]}
      />
    </Fieldset>
  );
}
