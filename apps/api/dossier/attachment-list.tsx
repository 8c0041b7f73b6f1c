import type { Attachment } from '#libs/dossiers/index.js';
import { Section } from '#libs/ui/index.js';

import { fileSize, fileType } from './file-words.js';

/** The files that go with a dossier, and the whole of it as one PDF, for those who read it. */
export function AttachmentList(props: {
  readonly attachments: readonly Attachment[];
  /** Address under which each is, by its id. */
  readonly path: string;
  /** Left out while there is nothing submitted to print. */
  readonly pdf: string | undefined;
}) {
  const { attachments, path, pdf } = props;
  if (attachments.length === 0 && pdf === undefined) return null;
  return (
    <Section id="pieces" title="À télécharger">
      <ul>
        {pdf !== undefined && (
          <li>
            <a href={pdf} download>
              Le dossier en PDF
            </a>
          </li>
        )}
        {attachments.map(({ id, name, mediaType, size }) => (
          <li key={id}>
            <a href={`${path}/${id}`} download>
              {name}
            </a>
            {` (${fileType(mediaType)}, ${fileSize(size)})`}
          </li>
        ))}
      </ul>
    </Section>
  );
}
