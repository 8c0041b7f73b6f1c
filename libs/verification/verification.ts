import type { Instant } from '#libs/kernel/index.js';

/**
 * `genuine`: a sealed record of this installation, byte for byte. `altered`: our seal is there and does not hold, or something was
 * added after it. `draft`: a version that was submitted for signature, unchanged, which carries no seal. `unsealed`: it says it is
 * one of our records and bears no seal of ours that can be read: cut short, saved anew, or made up. `foreign`: a PDF that is none
 * of ours. `not-pdf`: no PDF at all. `unknown`: no record has that number and that fingerprint.
 */
export type Verdict = 'genuine' | 'altered' | 'draft' | 'unsealed' | 'foreign' | 'not-pdf' | 'unknown';

/** The record that a file is, or says it is. */
export interface VerifiedRecord {
  /** Such as `RD-2026-0042`. */
  readonly reference: string;
  readonly version: number;
  readonly product: string;
  readonly incubator: string;
  readonly committeeAt: Instant;
}

export interface VerifiedSignatory {
  /** « B pour A » when somebody else answered. */
  readonly name: string;
  readonly choice: string;
  readonly at: Instant;
}

export interface VerifiedSeal {
  readonly signer: string;
  /** SHA-256 of the certificate. */
  readonly certificate: string;
  readonly signedAt: Instant | null;
  /** What a time-stamp authority attests; null without one. */
  readonly stampedAt: Instant | null;
  readonly stampedBy: string | null;
  /** Set with our trial certificate, which proves integrity and nobody's identity. */
  readonly trial: boolean;
}

/** What can be told of a file, or of a number and a fingerprint. */
export interface Verification {
  readonly verdict: Verdict;
  /** Of the file that was looked at. */
  readonly sha256: string;
  /** Only of a genuine record or draft, or of one that says which it is. */
  readonly record: VerifiedRecord | null;
  /** Whether it is still what holds; null unless genuine. */
  readonly standing: 'latest' | 'superseded' | null;
  /** Number of the sealed record that replaced it, such as `RD-2026-0043`; null while none did. */
  readonly replacedBy: string | null;
  readonly signatories: readonly VerifiedSignatory[];
  readonly seal: VerifiedSeal | null;
}

interface Said {
  readonly title: string;
  readonly text: string;
}

/** What each verdict says to people. */
const VERDICTS: Readonly<Record<Verdict, Said>> = {
  genuine: {
    title: 'Ce relevé est authentique et inchangé',
    text: 'Il a été scellé par cette installation de Jalon, et pas un octet n’a changé depuis.',
  },
  altered: {
    title: 'Ce fichier a été modifié après avoir été scellé',
    text: 'Il porte notre cachet, mais ce cachet ne correspond plus à son contenu\u00A0: ne vous y fiez pas. Demandez le fichier d’origine à l’incubateur.',
  },
  draft: {
    title: 'Ce fichier est un projet de relevé, sans cachet',
    text: 'C’est la version qui a été soumise à signature, inchangée. Elle ne prouve pas à elle seule que le relevé a été signé\u00A0: demandez le fichier scellé.',
  },
  unsealed: {
    title: 'Ce fichier ne porte pas notre cachet',
    text: 'Il se présente comme un relevé de cette installation, mais aucun cachet ne peut y être lu\u00A0: il a été tronqué, réenregistré, imprimé, ou contrefait. Ne vous y fiez pas.',
  },
  foreign: {
    title: 'Ce document ne vient pas de cette installation',
    text: 'Ce PDF n’a pas été scellé ici. Vérifiez l’adresse de vérification imprimée à sa dernière page.',
  },
  'not-pdf': {
    title: 'Ce fichier n’est pas un PDF',
    text: 'Les relevés de décision scellés sont des fichiers PDF. Une photographie, une copie d’écran ou une impression ne se vérifient pas.',
  },
  unknown: {
    title: 'Aucun relevé ne correspond',
    text: 'Aucun relevé de cette installation ne porte à la fois ce numéro et cette empreinte.',
  },
};

const SUPERSEDED: Said = {
  title: 'Ce relevé est authentique, mais il a été remplacé',
  text: 'Il est inchangé depuis qu’il a été scellé. Un autre relevé l’a remplacé depuis\u00A0: demandez-le à l’incubateur.',
};

export function saidOf({
  verdict,
  standing,
  replacedBy,
}: Pick<Verification, 'verdict' | 'standing' | 'replacedBy'>): Said {
  if (standing !== 'superseded') return VERDICTS[verdict];
  if (replacedBy === null) return SUPERSEDED;
  return {
    ...SUPERSEDED,
    text: `Il est inchangé depuis qu’il a été scellé. Le relevé ${replacedBy} l’annule et le remplace\u00A0: demandez-le à l’incubateur.`,
  };
}
