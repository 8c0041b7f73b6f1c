/** Colours of both schemes; every pair used together keeps a contrast of at least 4.5 (WCAG 2.1 AA; see the spec). */
export const palette = {
  light: {
    page: '#f3f4f7',
    card: '#ffffff',
    text: '#1d2129',
    muted: '#555c69',
    line: '#d9dde5',
    link: '#1f4fb5',
    button: '#1f4fb5',
    buttonText: '#ffffff',
    code: '#eef2fb',
    info: '#1f4fb5',
    success: '#1a6b3c',
    warning: '#8a4b00',
    noticeBack: '#f6f7fa',
  },
  dark: {
    page: '#14161b',
    card: '#1e2129',
    text: '#eceef3',
    muted: '#aeb5c2',
    line: '#3b414e',
    link: '#a6c1ff',
    button: '#a6c1ff',
    buttonText: '#14203c',
    code: '#2a303d',
    info: '#a6c1ff',
    success: '#8ad9a8',
    warning: '#ffc078',
    noticeBack: '#262a34',
  },
} as const;

const { dark } = palette;

/**
 * The little that inline styles cannot do: the dark scheme and narrow screens. Clients that drop it still show
 * the light scheme, complete. `!important` is needed against our own inline styles.
 */
export const headStyle = `
:root{color-scheme:light dark;supported-color-schemes:light dark}
a.button:focus,a:focus{outline:3px solid #8ea9e8;outline-offset:2px}
@media (max-width:480px){.card{padding:24px 20px!important;border-left:0!important;border-right:0!important}.foot{padding:16px 20px!important}.outer{padding:0!important}.card,.foot{border-radius:0!important}
.facts th,.facts td{display:block!important;width:auto!important}.facts th{padding-bottom:0!important;border-bottom:0!important}.facts td{padding-top:2px!important}
.button{display:block!important;text-align:center!important}.buttonbox{width:100%!important}}
@media (prefers-color-scheme:dark){
body,.page{background:${dark.page}!important}.card{background:${dark.card}!important;border-color:${dark.button} ${dark.line} ${dark.line}!important}
.text{color:${dark.text}!important}.muted{color:${dark.muted}!important}.link{color:${dark.link}!important}
.line{border-color:${dark.line}!important}.buttoncell{background:${dark.button}!important}.button{color:${dark.buttonText}!important}
.code{background:${dark.code}!important;color:${dark.text}!important}.notice{background:${dark.noticeBack}!important}
.info{color:${dark.info}!important;border-color:${dark.info}!important}.success{color:${dark.success}!important;border-color:${dark.success}!important}
.warning{color:${dark.warning}!important;border-color:${dark.warning}!important}}
`.replaceAll('\n', '');

/** System fonts: a mail loads nothing. Single quotes, or the style attribute would end. */
export const fontFamily = "'Source Sans 3','Segoe UI',Roboto,Helvetica,Arial,sans-serif";
export const monoFamily = "Consolas,Menlo,'DejaVu Sans Mono',monospace";
