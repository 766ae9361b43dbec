import type { Actors } from './actors.js';
import type { Sender } from './send.js';

interface Page {
  readonly items: readonly { readonly id: string; readonly number: string }[];
  readonly nextCursor?: string | null;
}

/** Cases whose history is no intact chain any more, as whoever may read them is told. */
export async function chainProblems(
  sender: Sender,
  actors: Actors,
): Promise<{ readonly problems: readonly string[]; readonly cases: number }> {
  const seen = new Set<string>();
  const problems: string[] = [];
  for (const reader of ['observer', 'admin', 'acceptor.promise', 'acceptor.arrears']) {
    const read = async <Answer>(path: string): Promise<Answer | null> => {
      const request = { method: 'GET', path: `/api/v1${path}`, headers: {}, body: null };
      const { status, text } = await sender.send(request, actors.bearerOf(reader));
      return status === 200 ? (JSON.parse(text) as Answer) : null;
    };
    await actors.renew(reader);
    for (let cursor: string | null | undefined = ''; cursor !== null && cursor !== undefined;) {
      const page: Page | null = await read<Page>(
        `/cases?limit=100${cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`}`,
      );
      for (const { id, number } of page?.items ?? []) {
        if (seen.has(id)) continue;
        const history = await read<{ chainIntact: boolean }>(`/cases/${id}/history`);
        if (history === null) continue;
        seen.add(id);
        if (!history.chainIntact) problems.push(`the history of ${number} is no intact chain`);
      }
      cursor = page?.nextCursor;
    }
  }
  return { problems, cases: seen.size };
}
