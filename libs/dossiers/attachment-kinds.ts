import { fileTypeFromFile } from 'file-type';

/** What a committee reads: documents that show, none that run. Extensions first the one that is kept. */
const KINDS = [
  { mediaType: 'application/pdf', extensions: ['pdf'], words: 'un PDF' },
  {
    mediaType: 'application/vnd.oasis.opendocument.presentation',
    extensions: ['odp'],
    words: 'une présentation OpenDocument',
  },
  {
    mediaType: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
    extensions: ['pptx'],
    words: 'une présentation PowerPoint',
  },
  { mediaType: 'image/png', extensions: ['png'], words: 'une image PNG' },
  { mediaType: 'image/jpeg', extensions: ['jpg', 'jpeg'], words: 'une image JPEG' },
  { mediaType: 'image/webp', extensions: ['webp'], words: 'une image WebP' },
] as const;

export type AttachmentKind = (typeof KINDS)[number];

/** For the `accept` of a file field: what a person is offered, never what is relied upon. */
export const ACCEPTED_FILES = KINDS.flatMap(({ extensions }) => extensions.map((one) => `.${one}`)).join(',');

export const ACCEPTED_WORDS = 'PDF, ODP, PPTX, PNG, JPEG ou WebP';

/** Bytes of one file, and of all those of a dossier; files of a dossier. */
export const LARGEST_FILE = 20 * 1024 * 1024;
export const LARGEST_SUM = 60 * 1024 * 1024;
export const MOST_FILES = 10;

/**
 * What a file is by its content; undefined when it is nothing that may be joined. Its name and what its sender says of it count
 * for nothing.
 */
export async function kindOfFile(path: string): Promise<AttachmentKind | undefined> {
  try {
    const found = await fileTypeFromFile(path);
    return KINDS.find(({ mediaType }) => mediaType === found?.mime);
  } catch {
    // Built to confuse its readers.
    return undefined;
  }
}

export const kindOfName = (name: string): AttachmentKind | undefined => {
  const extension = /\.([a-z0-9]{1,5})$/iu.exec(name)?.[1]?.toLowerCase();
  return KINDS.find(({ extensions }) => (extensions as readonly string[]).includes(extension ?? ''));
};

/** UTF-16 units of a name that are kept, extension included: what every file system takes. */
const LONGEST_NAME = 120;

/**
 * A name as it may be shown and saved: no folder, no control or direction mark (which would make `fdp.exe` read otherwise), no
 * character that a file system refuses. Empty when nothing is left.
 */
export function soundName(name: string): string {
  const bare = (name.split(/[/\\]/u).at(-1) ?? '')
    .normalize('NFC')
    .replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}]/gu, '')
    .replaceAll(/[<>:"|?*]/gu, '-')
    .replaceAll(/\s+/gu, ' ')
    .trim()
    .replace(/^\.+/u, '');
  if (bare.length <= LONGEST_NAME) return bare;
  const extension = /\.[a-z0-9]{1,5}$/iu.exec(bare)?.[0] ?? '';
  return bare.slice(0, LONGEST_NAME - extension.length).replace(/\p{Cs}$/u, '') + extension;
}
