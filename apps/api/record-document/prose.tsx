import { typography } from '#libs/pdf/index.js';

const ITEM = /^[-–—•*]\s+/u;

/** What people typed, as the PDF sets it: blank lines part paragraphs, lines that all start with a dash make a list. */
export function Prose({ text }: { readonly text: string | undefined }) {
  return <>{blocksOf(text ?? '').map((block) => block)}</>;
}

function blocksOf(text: string) {
  return typography(text)
    .replaceAll(/\r\n?/gu, '\n')
    .split(/\n\s*\n/u)
    .flatMap((block, index) => {
      const lines = block
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== '');
      if (lines.length === 0) return [];
      if (lines.every((line) => ITEM.test(line)))
        return [
          <ul key={index}>
            {lines.map((line) => (
              <li key={line}>{line.replace(ITEM, '')}</li>
            ))}
          </ul>,
        ];
      return [
        <p key={index}>
          {lines.map((line, position) => (
            <>
              {position > 0 && <br />}
              {line}
            </>
          ))}
        </p>,
      ];
    });
}
