import { type ComponentChildren, Fragment } from 'preact';
import { renderToString } from 'preact-render-to-string';

import { type DrawnMessage, type MailBlock, type RichText } from './mail-message.js';
import { fontFamily, headStyle, monoFamily, palette } from './mail-style.js';
import { mailStrings } from './mail.strings.js';
import { plain, runs, safeHref } from './rich-text.js';

const { light } = palette;
const body = { fontFamily, fontSize: '17px', lineHeight: '26px', color: light.text };

/** A table used for layout only, said to be so. */
function Layout(props: {
  class?: string;
  style?: Record<string, string>;
  width?: string;
  children: ComponentChildren;
}) {
  return (
    <table
      role="presentation"
      cellpadding="0"
      cellspacing="0"
      width={props.width ?? '100%'}
      class={props.class}
      style={{ borderCollapse: 'separate', ...props.style }}
    >
      <tbody>{props.children}</tbody>
    </table>
  );
}

function Lines({ text }: { text: string }) {
  return text.split('\n').map((line, index) => (
    <Fragment key={index}>
      {index > 0 && <br />}
      {line}
    </Fragment>
  ));
}

function Rich({ text }: { text: RichText }) {
  return runs(text).map((run, index) => {
    if (run.href !== undefined)
      return (
        <a key={index} class="link" href={run.href} style={{ color: light.link, textDecoration: 'underline' }}>
          {run.text}
        </a>
      );
    return run.bold ? (
      <strong key={index}>
        <Lines text={run.text} />
      </strong>
    ) : (
      <Lines key={index} text={run.text} />
    );
  });
}

function Facts({ rows }: { rows: readonly { label: string; value: RichText }[] }) {
  const cell = { ...body, padding: '9px 0', borderBottom: `1px solid ${light.line}`, verticalAlign: 'top' };
  return (
    <table class="facts" width="100%" style={{ borderCollapse: 'collapse', margin: '0 0 20px' }}>
      <tbody>
        {rows.map((row, index) => (
          <tr key={index}>
            <th
              scope="row"
              class="muted line"
              style={{
                ...cell,
                width: '36%',
                color: light.muted,
                fontWeight: '400',
                textAlign: 'left',
                paddingRight: '16px',
              }}
            >
              {plain(row.label)}
            </th>
            <td class="text line" style={cell}>
              <Rich text={row.value} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Button({ label, href }: { label: string; href: string }) {
  const address = safeHref(href);
  if (address === undefined) return <Paragraph text={[{ link: label, href }]} />;
  return (
    <Layout class="buttonbox" width="auto" style={{ margin: '8px 0 24px' }}>
      <tr>
        <td class="buttoncell" style={{ backgroundColor: light.button, borderRadius: '6px' }}>
          <a
            class="button"
            href={address}
            style={{
              ...body,
              fontWeight: '600',
              color: light.buttonText,
              display: 'inline-block',
              padding: '13px 26px',
              textDecoration: 'none',
            }}
          >
            {plain(label)}
          </a>
        </td>
      </tr>
    </Layout>
  );
}

function Notice({ block }: { block: Extract<MailBlock, { type: 'notice' }> }) {
  const colour = light[block.tone];
  return (
    <Layout style={{ margin: '0 0 20px' }}>
      <tr>
        <td
          class={`notice ${block.tone}`}
          style={{ backgroundColor: light.noticeBack, borderLeft: `4px solid ${colour}`, padding: '14px 18px' }}
        >
          <p class={block.tone} style={{ ...body, color: colour, fontWeight: '600', margin: '0 0 2px' }}>
            {plain(block.title ?? mailStrings.notice[block.tone])}
          </p>
          <p class="text" style={{ ...body, margin: '0' }}>
            <Rich text={block.text} />
          </p>
        </td>
      </tr>
    </Layout>
  );
}

function Code({ label, code }: { label: string; code: string }) {
  return (
    <Layout style={{ margin: '0 0 20px' }}>
      <tr>
        <td class="code" style={{ backgroundColor: light.code, borderRadius: '6px', padding: '14px 18px' }}>
          <p class="text" style={{ ...body, margin: '0' }}>
            {plain(label)}
          </p>
          <p
            class="text"
            style={{
              ...body,
              fontFamily: monoFamily,
              fontSize: '30px',
              fontWeight: '600',
              lineHeight: '40px',
              letterSpacing: '4px',
              margin: '0',
            }}
          >
            {code}
          </p>
        </td>
      </tr>
    </Layout>
  );
}

function Paragraph({ text }: { text: RichText }) {
  return (
    <p class="text" style={{ ...body, margin: '0 0 16px' }}>
      <Rich text={text} />
    </p>
  );
}

function List({ block }: { block: Extract<MailBlock, { type: 'list' }> }) {
  const Tag = block.ordered ? 'ol' : 'ul';
  return (
    <Tag class="text" style={{ ...body, margin: '0 0 20px', paddingLeft: '24px' }}>
      {block.items.map((item, index) => (
        <li key={index} class="text" style={{ ...body, margin: '0 0 6px' }}>
          <Rich text={item} />
        </li>
      ))}
    </Tag>
  );
}

function Heading({ text, level }: { text: string; level: 2 | 3 }) {
  const Tag = `h${level}` as const;
  const size = level === 2 ? { fontSize: '20px', lineHeight: '28px' } : { fontSize: '17px', lineHeight: '26px' };
  return (
    <Tag class="text" style={{ ...body, ...size, fontWeight: '700', margin: '28px 0 10px' }}>
      {plain(text)}
    </Tag>
  );
}

function Block({ block }: { block: MailBlock }) {
  switch (block.type) {
    case 'heading':
      return <Heading text={block.text} level={block.level ?? 2} />;
    case 'paragraph':
      return <Paragraph text={block.text} />;
    case 'list':
      return <List block={block} />;
    case 'facts':
      return <Facts rows={block.rows} />;
    case 'code':
      return <Code label={block.label} code={block.code} />;
    case 'button':
      return <Button label={block.label} href={block.href} />;
    case 'notice':
      return <Notice block={block} />;
    case 'divider':
      return <hr class="line" style={{ border: '0', borderTop: `1px solid ${light.line}`, margin: '24px 0' }} />;
    default:
      return block satisfies never;
  }
}

function Page({ message }: { message: DrawnMessage }) {
  const small = { ...body, fontSize: '14px', lineHeight: '21px', color: light.muted, margin: '0' };
  return (
    <html lang="fr" dir="ltr">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <meta name="format-detection" content="telephone=no, date=no, address=no, email=no" />
        <title>{plain(message.subject)}</title>
        {/* Our own constant: the one place where text goes in unescaped. */}
        <style dangerouslySetInnerHTML={{ __html: headStyle }} />
      </head>
      <body class="page" style={{ margin: '0', padding: '0', backgroundColor: light.page }}>
        {message.preheader && (
          <div aria-hidden="true" style={{ display: 'none', fontSize: '1px', maxHeight: '0', overflow: 'hidden' }}>
            {plain(message.preheader)}
          </div>
        )}
        <div role="main">
          <Layout class="page" style={{ backgroundColor: light.page }}>
            <tr>
              <td align="center" class="outer" style={{ padding: '32px 16px' }}>
                <Layout style={{ maxWidth: '620px', textAlign: 'left' }}>
                  <tr>
                    <td
                      class="card"
                      style={{
                        backgroundColor: light.card,
                        border: `1px solid ${light.line}`,
                        borderTop: `4px solid ${light.button}`,
                        borderRadius: '10px',
                        padding: '32px 36px',
                      }}
                    >
                      <h1
                        class="text"
                        style={{ ...body, fontSize: '26px', lineHeight: '34px', fontWeight: '700', margin: '0 0 20px' }}
                      >
                        {plain(message.subject)}
                      </h1>
                      {message.blocks.map((block, index) => (
                        <Block key={index} block={block} />
                      ))}
                    </td>
                  </tr>
                  <tr>
                    <td class="foot" style={{ padding: '20px 36px' }}>
                      <p class="muted" style={{ ...small, fontWeight: '600' }}>
                        {mailStrings.signature}
                      </p>
                      <p class="muted" style={small}>
                        {plain(message.reason)}
                      </p>
                      {message.preferencesUrl && (
                        <p class="muted" style={small}>
                          <a class="link" href={message.preferencesUrl} style={{ color: light.link }}>
                            {mailStrings.preferences}
                          </a>
                        </p>
                      )}
                    </td>
                  </tr>
                </Layout>
              </td>
            </tr>
          </Layout>
        </div>
      </body>
    </html>
  );
}

/** The message as one HTML document: no script, image, tracking or anything loaded from elsewhere. */
export function renderHtml(message: DrawnMessage): string {
  return `<!doctype html>\n${renderToString(<Page message={message} />)}`;
}
