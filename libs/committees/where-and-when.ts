import { type Instant, InvalidInput } from '#libs/kernel/index.js';

export interface WhereAndWhen {
  readonly startsAt: Instant;
  readonly place: string | null;
  readonly videoUrl: string | null;
}

/**
 * A sitting as people may set it: ahead, and somewhere.
 * @throws InvalidInput tied to the fields `date`, `place` and `videoUrl`.
 */
export function checkedWhereAndWhen({ startsAt, place, videoUrl }: WhereAndWhen, now: Instant): WhereAndWhen {
  const fields: Record<string, string> = {};
  if (startsAt <= now) fields['date'] = 'Choisissez une date et une heure à venir.';
  const where = place?.trim() || null;
  const video = videoUrl?.trim() || null;
  if (where === null && video === null) fields['place'] = 'Indiquez un lieu, ou l’adresse d’une visioconférence.';
  if (video !== null && !isWebAddress(video))
    fields['videoUrl'] = 'Saisissez une adresse complète, qui commence par https://.';
  if (Object.keys(fields).length > 0)
    throw new InvalidInput('La date ou le lieu du comité ne conviennent pas.', fields);
  return { startsAt, place: where, videoUrl: video };
}

function isWebAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol } = new URL(text);
  return protocol === 'https:' || protocol === 'http:';
}
