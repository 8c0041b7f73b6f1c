import { richText, typography } from '#libs/pdf/index.js';

type Lines = ReturnType<typeof richText>[number]['lines'];

/** What people typed, as the PDF sets it: paragraphs, lists, bold and italic. */
export function Prose({ text }: { readonly text: string | undefined }) {
  return (
    <>
      {richText(typography(text ?? '')).map(({ list, lines }) =>
        list ? (
          <ul>
            {lines.map((line) => (
              <li>
                <Line line={line} />
              </li>
            ))}
          </ul>
        ) : (
          <p>
            {lines.map((line, position) => (
              <>
                {position > 0 && <br />}
                <Line line={line} />
              </>
            ))}
          </p>
        ),
      )}
    </>
  );
}

function Line({ line }: { readonly line: Lines[number] }) {
  return (
    <>
      {line.map(({ text, bold, italic }) => {
        const words = italic ? <em>{text}</em> : text;
        return bold ? <strong>{words}</strong> : words;
      })}
    </>
  );
}
