import { buffer } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import type { Figure } from '../bench/table.js';
import { ObjectStoreStandIn } from '../test/support/object-store-stand-in.js';
import { until } from '../test/support/until.js';
import { Filings } from './filings.js';
import { HandIns } from './hand-ins.js';
import { withInstallation, type Installation } from './installation.js';
import {
  compare,
  compareFiles,
  failing,
  hashOf,
  onlyRefusedBy,
  refusals,
  seconds,
  signIn,
} from './reckoning.js';

const CLIENTS = 3;
const CASES = 10;
const FILE_BYTES = 256 * 1024;
const CALM_MS = 10_000;
const FAILING_MS = 10_000;
/** After so long a proxy before the product gives up. */
const PROXY_MS = 60_000;
const PATIENCE = { timeout: 120_000 };

/** The store of files hangs, then answers 500, then is well; files and complaints keep coming. */
export const store = (): Promise<readonly Figure[]> =>
  withInstallation(async (installation) => {
    const standIn = await ObjectStoreStandIn.open();
    installation.closeWith(() => standIn.close());
    return suffer(installation, standIn);
  });

async function suffer(
  { server, start }: Installation,
  standIn: ObjectStoreStandIn,
): Promise<readonly Figure[]> {
  const { url } = await start({
    EVIDENCE_STORE: 's3',
    EVIDENCE_ENDPOINT: standIn.endpoint,
    EVIDENCE_BUCKET: ObjectStoreStandIn.bucket,
    EVIDENCE_ACCESS_KEY: ObjectStoreStandIn.accessKey,
    EVIDENCE_SECRET_KEY: ObjectStoreStandIn.secretKey,
  });
  const token = await signIn(url);
  const filings = new Filings([url], token, CLIENTS);
  await until(() => filings.acknowledged.length >= CASES, PATIENCE);
  const cases = filings.acknowledged.slice(0, CASES).map(({ id }) => id);
  const handIns = new HandIns([url], token, cases, FILE_BYTES);
  await until(() => handIns.acknowledged.length > 0, PATIENCE);
  const path = `/cases/${cases[0] ?? ''}/evidence/${handIns.acknowledged[0]?.id ?? ''}`;
  const download = () => read(`${url}/api/v1${path}`, token);
  const calm = performance.now();
  await pause(CALM_MS);

  const hung = performance.now();
  standIn.isSilent = true;
  const hanging = download();
  await until(async () => (await failing(url))?.includes('evidenceStore'), PATIENCE);
  const said = performance.now() - hung;
  const inHanging = await hanging;
  // Whoever hands a file in has been answered, too.
  await until(() => handIns.refused.size > 0, PATIENCE);
  standIn.failing = 500;
  standIn.isSilent = false;
  const fails = performance.now();
  await pause(FAILING_MS);
  const inFailing = await download();
  const checks = await failing(url);
  const well = performance.now();
  standIn.failing = null;
  await until(async () => (await failing(url))?.length === 0, PATIENCE);
  const ready = performance.now() - well;
  await until(() => handIns.acknowledged.some(({ at }) => at > well), PATIENCE);
  const takes = performance.now() - well;
  await pause(CALM_MS);
  await handIns.end();
  await filings.end();

  const afterwards = await download();
  const { lost, doubled } = await compare(server, filings);
  const kept = await compareFiles(server, handIns, (place) => standIn.objects.get(place) ?? null);
  const longest = Math.max(inHanging.tookMs, handIns.longestAnswer(hung));
  const others = filings.longestAnswer(hung, well);
  const isRight = afterwards.hash === handIns.acknowledged[0]?.sha256;
  const faults = [lost, doubled, kept.lost, kept.doubled, kept.hollow, filings.refused.size];
  const asDocumented =
    onlyRefusedBy(handIns, 503) &&
    [inHanging, inFailing].every(({ status }) => status === 503) &&
    longest < PROXY_MS &&
    isRight;
  if (faults.some((count) => count > 0) || !asDocumented) process.exitCode = 1;
  const filed = filings.acknowledged.filter(({ at }) => at > hung && at < well).length;
  return [
    { name: 'the store hangs for', value: seconds(fails - hung) },
    { name: 'and answers 500 for', value: seconds(well - fails) },
    { name: 'until /readyz says evidenceStore', value: seconds(said) },
    { name: 'checks that fail at 500', value: checks?.join(', ') ?? 'no answer' },
    { name: 'answers to files', value: refusals(handIns), target: '503 only' },
    {
      name: 'downloads, hanging and at 500',
      value: `${inHanging.status} and ${inFailing.status}`,
      target: '503 and 503',
    },
    { name: 'longest answer about a file', value: seconds(longest), target: '< 60 s' },
    { name: 'complaints filed meanwhile', value: String(filed) },
    { name: 'answers to complaints', value: refusals(filings), target: 'none' },
    { name: 'longest answer to one before', value: seconds(filings.longestAnswer(calm, hung)) },
    { name: 'longest answer to one meanwhile', value: seconds(others) },
    { name: 'from well until ready', value: seconds(ready) },
    { name: 'from well until the file is taken under its key', value: seconds(takes) },
    { name: 'complaints lost', value: String(lost), target: '0' },
    { name: 'complaints doubled', value: String(doubled), target: '0' },
    { name: 'files acknowledged', value: String(handIns.acknowledged.length) },
    { name: 'files lost', value: String(kept.lost), target: '0' },
    { name: 'files doubled', value: String(kept.doubled), target: '0' },
    { name: 'rows without their content', value: String(kept.hollow), target: '0' },
  ];
}

async function read(url: string, token: string) {
  const begun = performance.now();
  const answer = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
  const content = answer.body && (await buffer(answer.body));
  return { status: answer.status, hash: hashOf(content), tookMs: performance.now() - begun };
}
