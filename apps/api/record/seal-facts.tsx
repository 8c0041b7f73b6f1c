import type { PdfFacts } from '#libs/records/index.js';
import { Alert, DateTimeText, KeyFacts, Section } from '#libs/ui/index.js';

import { recordStrings as say } from './record.strings.js';

const LEVELS = {
  'B-B': { value: 'PAdES B-B', note: 'La date est celle que déclare Jalon.' },
  'B-T': { value: 'PAdES B-T', note: 'La date est attestée par une autorité d’horodatage.' },
} as const;

/** What can be said of the seal, for whoever wants to check it. */
export function SealSection({ sealed }: { readonly sealed: PdfFacts }) {
  return (
    <Section id="cachet" title="Cachet électronique">
      <KeyFacts
        facts={[
          { term: 'Scellé', value: <DateTimeText instant={sealed.createdAt} /> },
          ...(sealed.level === null ? [] : [{ term: 'Niveau', ...LEVELS[sealed.level] }]),
          { term: 'Empreinte SHA-256 du fichier', value: <Fingerprint of={sealed.sha256} /> },
          ...(sealed.certificate === null
            ? []
            : [{ term: 'Empreinte du certificat', value: <Fingerprint of={sealed.certificate} /> }]),
        ]}
      />
      {sealed.trialSeal && (
        <Alert severity="warning" title="Certificat d’essai">
          {say.trialSeal}
        </Alert>
      )}
    </Section>
  );
}

/** May break every eight digits, and is copied in one piece. */
function Fingerprint({ of }: { readonly of: string }) {
  return (
    <code>
      {(of.match(/.{1,8}/gu) ?? []).map((digits) => (
        <>
          {digits}
          <wbr />
        </>
      ))}
    </code>
  );
}
