import { type Alarm, ALARM_MESSAGES, type HealthReport } from '#libs/audit/index.js';
import { type Instant } from '#libs/kernel/index.js';
import { type DatabaseTrouble, DatabaseUnavailable } from '#libs/persistence/index.js';
import { Alert, DateTimeText, KeyFacts, Section } from '#libs/ui/index.js';

interface HealthPageProps {
  /** Why there is none when the database does not serve us. */
  readonly report: HealthReport | DatabaseUnavailable;
  readonly at: Instant;
}

const REASONS: Readonly<Record<DatabaseTrouble, string>> = {
  DATABASE_UNREACHABLE: 'La base de données ne répond pas',
  DATABASE_BUSY: 'La base de données n’accepte plus de travail',
  DATABASE_FULL: 'La base de données n’a plus de place',
};

/** What Jalon owes and has not done, for anybody who wonders why nothing came. */
export function HealthPage({ report, at }: HealthPageProps) {
  if (report instanceof DatabaseUnavailable)
    return (
      <Alert severity="error" title={REASONS[report.code]} level={2}>
        Rien n’est perdu{'\u00A0: '}Jalon reprendra de lui-même là où il en était.
      </Alert>
    );
  return (
    <>
      <p>
        État relevé le <DateTimeText instant={at} />.
      </p>
      <Verdict alarms={report.alarms} />
      <Section id="alarmes" title="Ce qui devrait être fait et ne l’est pas">
        {report.alarms.length === 0 ? <p>Rien.</p> : report.alarms.map((alarm) => <AlarmNotice alarm={alarm} />)}
      </Section>
      <Section id="compteurs" title="En ce moment">
        <KeyFacts
          facts={[
            { term: 'Actions en attente', value: String(report.effectsOwed) },
            { term: 'Dont en échec, à nouveau tentées', value: String(report.effectsFailing) },
            { term: 'Échéances en retard', value: String(report.deadlinesLate) },
            { term: 'Courriels qui attendent d’être réunis', value: String(report.mailsWaiting) },
            { term: 'Courriels au sort inconnu depuis une semaine', value: String(report.mailsUnknown) },
          ]}
        />
      </Section>
    </>
  );
}

function Verdict({ alarms }: Pick<HealthReport, 'alarms'>) {
  if (alarms.length === 0) return <Alert severity="success" title="Tout ce qui est dû est fait" level={2} />;
  return alarms.some(({ severity }) => severity === 'error') ? (
    <Alert severity="error" title="Jalon ne fait pas tout ce qu’il doit" level={2}>
      Il continue d’essayer{'\u00A0: '}rien n’est perdu.
    </Alert>
  ) : (
    <Alert severity="warning" title="Jalon attend quelqu’un" level={2}>
      Lui-même fait ce qu’il doit{'\u202F; '}ce qui suit attend une personne.
    </Alert>
  );
}

function AlarmNotice({ alarm: { kind, severity, count, since } }: { readonly alarm: Alarm }) {
  const { what, advice } = ALARM_MESSAGES[kind];
  return (
    <Alert severity={severity} title={what(count)} level={3}>
      <p>
        Depuis le <DateTimeText instant={since} />. {advice}
      </p>
    </Alert>
  );
}
