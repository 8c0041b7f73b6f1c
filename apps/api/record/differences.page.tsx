import type { ComparedLine } from '#libs/records/index.js';
import { Alert, BackLink, Button, Form, HiddenText, Section, SelectField } from '#libs/ui/index.js';

interface DifferencesProps {
  readonly recordId: string;
  readonly latest: number;
  readonly before: number;
  readonly after: number;
  readonly lines: readonly ComparedLine[];
}

/** « Ce qui a changé »: word by word, said in words too for those who do not see colours. */
export function DifferencesPage({ recordId, latest, before, after, lines }: DifferencesProps) {
  const sections = [...new Set(lines.map(({ section }) => section))];
  const choices = Array.from({ length: latest }, (_, at) => ({
    value: String(at + 1),
    label: `Version ${at + 1}`,
  }));
  return (
    <>
      <Form action={`/releves/${recordId}/differences`} method="get">
        <SelectField name="de" label="De la version" value={String(before)} options={choices} placeholder={false} />
        <SelectField name="a" label="À la version" value={String(after)} options={choices} placeholder={false} />
        <Button kind="secondary">Comparer</Button>
      </Form>
      {lines.length === 0 && (
        <Alert severity="info" title="Les deux versions disent la même chose">
          Seuls leur numéro et leur date les distinguent.
        </Alert>
      )}
      {sections.map((title, at) => (
        <Section id={`partie-${at + 1}`} title={title}>
          {lines
            .filter(({ section }) => section === title)
            .map(({ words }) => (
              <p>
                {words.map(({ text, change }) => {
                  if (change === 'added')
                    return (
                      <ins>
                        <HiddenText>[ajouté : </HiddenText>
                        {text}
                        <HiddenText>] </HiddenText>
                      </ins>
                    );
                  if (change === 'removed')
                    return (
                      <del>
                        <HiddenText>[supprimé : </HiddenText>
                        {text}
                        <HiddenText>] </HiddenText>
                      </del>
                    );
                  return text;
                })}
              </p>
            ))}
        </Section>
      ))}
      <BackLink href={`/releves/${recordId}`}>Revenir au relevé</BackLink>
    </>
  );
}
