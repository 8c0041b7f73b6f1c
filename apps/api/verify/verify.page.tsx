import { frenchDateTime } from '#libs/kernel/index.js';
import { saidOf, type Verdict, type Verification } from '#libs/verification/index.js';
import {
  Accordion,
  Alert,
  Button,
  DateTimeText,
  ErrorSummary,
  FileField,
  Form,
  KeyFacts,
  Section,
  TextField,
} from '#libs/ui/index.js';

export type VerifyErrors = Readonly<Record<string, string>>;

interface VerifyPageProps {
  readonly releve?: string;
  readonly empreinte?: string;
  readonly errors?: VerifyErrors;
  readonly verification?: Verification;
}

const SEVERITIES: Readonly<Record<Verdict, 'success' | 'info' | 'warning' | 'error'>> = {
  genuine: 'success',
  altered: 'error',
  draft: 'warning',
  unsealed: 'error',
  foreign: 'info',
  'not-pdf': 'info',
  unknown: 'warning',
};

/** « Vérifier un relevé »: a file, or its number and fingerprint, and what can be told of it. */
export function VerifyPage({ releve = '', empreinte = '', errors = {}, verification }: VerifyPageProps) {
  return (
    <>
      {verification && <Told verification={verification} />}
      <ErrorSummary errors={errors} />
      <Section
        id="fichier"
        title={verification ? 'Vérifier un autre fichier' : 'Vérifier un fichier'}
        lead="Le fichier est comparé au relevé qui a été scellé, en mémoire, puis oublié. Il faut le fichier lui-même : une impression ou une copie réenregistrée ne se vérifie pas."
      >
        <Form action="/verifier" enctype="multipart/form-data">
          <FileField
            name="fichier"
            label="Relevé de décision scellé"
            hint="Le fichier PDF, de 10 Mo au plus."
            accept=".pdf,application/pdf"
            error={errors['fichier']}
          />
          <Button>Vérifier ce fichier</Button>
        </Form>
      </Section>
      <Accordion title="Vérifier sans déposer le fichier" open={empreinte !== '' || (releve !== '' && !verification)}>
        <p>
          Calculez l’empreinte sur votre poste, par exemple avec <code>sha256sum releve.pdf</code> : le fichier ne le
          quitte pas.
        </p>
        <Form action="/verifier" method="get">
          <TextField
            name="releve"
            label="Numéro du relevé"
            hint="Tel qu’il figure en haut du relevé, comme RD-2026-0042."
            value={releve}
            error={errors['releve']}
          />
          <TextField
            name="empreinte"
            label="Empreinte SHA-256 du fichier"
            hint="64 chiffres et lettres de a à f."
            value={empreinte}
            error={errors['empreinte']}
          />
          <Button kind="secondary">Vérifier cette empreinte</Button>
        </Form>
      </Accordion>
    </>
  );
}

function Told({ verification }: { readonly verification: Verification }) {
  const { verdict, standing, record, signatories, seal, sha256 } = verification;
  const { title, text } = saidOf(verification);
  return (
    <>
      <Alert severity={standing === 'superseded' ? 'warning' : SEVERITIES[verdict]} title={title} level={2}>
        <p>{text}</p>
      </Alert>
      {record && (
        <Section id="releve" title={verdict === 'genuine' || verdict === 'draft' ? 'Le relevé' : 'Ce qu’il dit être'}>
          <KeyFacts
            facts={[
              { term: 'Numéro', value: `${record.reference}, version ${record.version}` },
              { term: 'Produit', value: record.product },
              { term: 'Incubateur', value: record.incubator },
              { term: 'Comité', value: <DateTimeText instant={record.committeeAt} /> },
            ]}
          />
        </Section>
      )}
      {signatories.length > 0 && (
        <Section id="signataires" title="Qui a signé">
          <ul>
            {signatories.map(({ name, choice, at }) => (
              <li key={name}>
                <strong>{name}</strong>
                {'\u00A0'}: {choice.toLowerCase()}, <DateTimeText instant={at} />
              </li>
            ))}
          </ul>
        </Section>
      )}
      {seal && <SealFound verification={verification} />}
      <p>
        Empreinte SHA-256 de ce fichier : <code>{sha256}</code>
      </p>
    </>
  );
}

function SealFound({ verification: { seal, verdict } }: { readonly verification: Verification }) {
  if (!seal) return null;
  return (
    <Section id="cachet" title={verdict === 'foreign' ? 'Le cachet qu’il porte' : 'Notre cachet'}>
      <KeyFacts
        facts={[
          { term: 'Certificat', value: seal.signer },
          ...(seal.signedAt === null ? [] : [{ term: 'Scellé, dit le cachet', value: frenchDateTime(seal.signedAt) }]),
          {
            term: 'Horodatage',
            value:
              seal.stampedAt === null
                ? 'Aucune autorité n’atteste l’heure.'
                : `${frenchDateTime(seal.stampedAt)}, attesté par «\u00A0${seal.stampedBy}\u00A0»`,
          },
        ]}
      />
      {seal.trial && (
        <Alert severity="warning" title="Certificat d’essai">
          Il prouve que le fichier n’a pas changé, mais aucune autorité ne garantit qui l’a scellé.
        </Alert>
      )}
    </Section>
  );
}
