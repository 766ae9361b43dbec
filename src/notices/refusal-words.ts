/**
 * What a refusal of 5xx says by which it means "later": large providers of China answer so when they
 * are written to too fast, and greylisting servers of other programs do. Each row is tried on the
 * server's words without regard to case.
 */
const laterWords: readonly RegExp[] = [
  // Tencent: (IP|Domain|Sender|Connection) frequency limited; per minute, hour or day.
  /frequency\s+(?:is\s+)?limit/,
  // Tencent: the reader gets too much just now; of other servers the words mean another thing.
  /mailbox unavailable or access denied/,
  // NetEase and those who use its system: too many connections, mails, errors, readers.
  /\b(?:HL:(?:REP|ICC|IFC|IFQ|ITC|MEP)|MI:(?:CEL|DMC|CCL|STC|SFQ)|RP:(?:QRC|DRC|CEL|CCL))\b/i,
  /\bDT:SPM\b.*try again/i,
  /gr[ae]y-?list/,
  /try (?:it |again )*(?:again )?(?:later|in \d+|after)/,
  /(?:please|come) (?:retry|back later)/,
  /temporar(?:y|ily)/,
  /too many (?:concurrent |simultaneous )?(?:connections|sessions|messages|mails|emails|requests)/,
  /(?:rate|quota|sending limit|concurrency) (?:limit(?:ed)?|exceeded).*(?:hour|minute|day|later)/,
  /rate.?limit/,
  /thrott?l/,
  /(?:server|system) (?:is )?(?:too )?busy/,
  /频率|稍后|过于频繁|超过.{0,6}限制/,
];

/** `550 5.1.1`: there is no such mailbox, domain or account, and there will be none later. */
const NO_SUCH_READER = /\b5\.(?:1\.[0-9]|2\.1)\b/;

/** `550 4.7.1`: the enhanced code says that it is not for good, whatever the first one is. */
const NOT_FOR_GOOD = /^\d{3}[ -]4\.\d{1,3}\.\d{1,3}\b/;

/** Whether a server that refuses for good means only that it is not to be now. */
export function meansLater(response: string): boolean {
  if (NO_SUCH_READER.test(response)) return false;
  if (NOT_FOR_GOOD.test(response)) return true;
  return laterWords.some((words) => new RegExp(words.source, 'i').test(response));
}

/** Whether it says that it is written to too fast: everything for its domain waits a while then. */
export function meansSlower(response: string): boolean {
  return /frequency|frequent|rate.?limit|thrott?l|too many|频率|频繁|\bHL:I|\bMI:STC|\bRP:QRC/i.test(
    response,
  );
}
