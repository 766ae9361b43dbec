import { buffer } from 'node:stream/consumers';
import { fromBufferPromise } from 'yauzl';
import { accessMatrix } from '../../src/identity/access-matrix.js';
import type { RunningProduct } from './running-product.js';

/** What belongs to a case and is named in an address beside it. */
const parts: Readonly<Record<string, string>> = {
  evidenceId: 'evidence',
  documentId: 'documents',
  linkId: 'links',
};

/** Lists about cases that no address of one case leads to, each way to ask them. */
const queries: Readonly<Record<string, readonly string[]>> = {
  'GET /api/v1/cases': ['?limit=100', '?kind=measure', '?kind=retaliation'],
};

const isAboutCases = (route: string): boolean =>
  route.startsWith('GET /api/v1/') &&
  (['case', 'measure'].includes(accessMatrix[route]?.of ?? '') ||
    ['case', 'measure', 'incident'].includes(accessMatrix[route]?.lists ?? '') ||
    /portfolio|red-flags|cases\/counts|public/.test(route));

/** Every route of the interface that reads something of a case; a new one is walked by itself. */
export const routesAboutCases: readonly string[] = Object.keys(accessMatrix).filter(isAboutCases);

/** One answer: where it was asked, and all its texts, by their place in it. */
interface Found {
  readonly address: string;
  readonly texts: readonly { readonly at: string; readonly text: string }[];
}

/** Everything that is answered to one reader about cases, field by field. */
export class FieldWalk {
  constructor(
    private readonly product: RunningProduct,
    /** A header that stands for the reader. */
    private readonly headers: Readonly<Record<string, string>>,
  ) {}

  /**
   * Where each word shows: `GET /cases/…/history items[0].payload.note`.
   *
   * @param named parts of cases, by the name of their parameter, as whoever reads all lists them
   */
  async placesOf(
    words: readonly string[],
    caseIds: readonly string[],
    named: ReadonlyMap<string, readonly string[]>,
  ): Promise<ReadonlyMap<string, readonly string[]>> {
    const places = new Map<string, string[]>(words.map((each) => [each, []]));
    for (const address of addressesOf(caseIds, named)) {
      const found = await this.read(address);
      for (const { at, text } of found.texts) {
        for (const each of words) {
          if (text.includes(each)) places.get(each)?.push(`${found.address} ${at}`);
        }
      }
    }
    return places;
  }

  /** The ids of the parts of a case. */
  async partsOf(caseId: string): Promise<ReadonlyMap<string, readonly string[]>> {
    const found = new Map<string, string[]>();
    for (const [parameter, list] of Object.entries(parts)) {
      const { status, body } = await this.json(`/api/v1/cases/${caseId}/${list}`);
      const items = status === 200 ? (body as { items: { id: string }[] }).items : [];
      found.set(
        parameter,
        items.map(({ id }) => id),
      );
    }
    return found;
  }

  /** How many cases a search lists. */
  async found(q: string): Promise<number> {
    const { body } = await this.json(`/api/v1/cases?q=${encodeURIComponent(q)}`);
    return (body as { items?: unknown[] }).items?.length ?? 0;
  }

  private async json(address: string): Promise<{ status: number; body: unknown }> {
    const response = await fetch(`${this.product.url}${address}`, { headers: this.headers });
    return { status: response.status, body: await response.json() };
  }

  private async read(address: string): Promise<Found> {
    const response = await fetch(`${this.product.url}${address}`, { headers: this.headers });
    const content = Buffer.from(await response.arrayBuffer());
    const type = response.headers.get('content-type') ?? '';
    const heads = [...response.headers].map(([name, value]) => ({
      at: name,
      text: decodeURIComponent(value.replaceAll(/%(?![0-9A-F]{2})/g, '%25')),
    }));
    const body = type.includes('json')
      ? textsIn(JSON.parse(content.toString('utf8')), '')
      : await textsOf(content);
    return { address, texts: [...heads, ...body] };
  }
}

function addressesOf(
  caseIds: readonly string[],
  named: ReadonlyMap<string, readonly string[]>,
): readonly string[] {
  return routesAboutCases.flatMap((route) => {
    const path = route.replace('GET ', '');
    const [parameter] = Object.keys(parts).filter((each) => path.includes(`{${each}}`));
    const withCase = path.includes('{id}')
      ? caseIds.map((id) => path.replace('{id}', id))
      : (queries[route] ?? ['']).map((query) => path + query);
    if (parameter === undefined) return withCase;
    return withCase.flatMap((address) =>
      (named.get(parameter) ?? []).map((id) => address.replace(`{${parameter}}`, id)),
    );
  });
}

/** Names and values of a JSON answer, each with its path. */
function textsIn(value: unknown, at: string): { at: string; text: string }[] {
  if (value === null || typeof value !== 'object') return [{ at, text: String(value) }];
  return Object.entries(value).flatMap(([key, part]) => {
    const place = Array.isArray(value) ? `${at}[${key}]` : `${at}.${key}`;
    return [{ at: place, text: key }, ...textsIn(part, place)];
  });
}

/** A file as it is, and what is in it where it is an archive: sheets, documents, files of a case. */
async function textsOf(content: Buffer, at = ''): Promise<{ at: string; text: string }[]> {
  const own = { at, text: content.toString('utf8') };
  if (!content.subarray(0, 2).equals(Buffer.from('PK'))) return [own];
  const zip = await fromBufferPromise(content);
  const found = [own];
  for await (const entry of zip.eachEntry()) {
    const inside = await buffer(await zip.openReadStreamPromise(entry));
    const place = `${at}/${entry.fileName}`;
    found.push({ at: place, text: entry.fileName }, ...(await textsOf(inside, place)));
  }
  return found;
}
