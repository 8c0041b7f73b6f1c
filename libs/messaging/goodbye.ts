/**
 * PostgreSQL’s last words on a connection: it is told to stop, it crashed, it is starting up or going down (appendix A, class 57).
 */
const GOODBYES: ReadonlySet<unknown> = new Set(['57P01', '57P02', '57P03']);

let isListening = false;

/**
 * Keeps the process alive when a server says goodbye on a connection that nobody listens to yet. BullMQ listens to the
 * one that waits for jobs a turn after it is open: words that come with the very packet that opens it are heard by nobody, and
 * would end the process. That connection is dead to BullMQ, which opens another at its next look for jobs. Whatever else
 * nobody caught ends the process, as ever.
 */
export function outliveGoodbyes(): void {
  if (isListening) return;
  isListening = true;
  process.on('uncaughtException', (error: Error & { readonly code?: unknown }) => {
    if (GOODBYES.has(error.code)) return;
    console.error(error);
    process.exit(1);
  });
}
