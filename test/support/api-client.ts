import { demoDomain, demoPassword } from '../../seeds/demo-accounts.js';

/** What the interface answered, whatever it was. */
export interface Answer<Body = Readonly<Record<string, unknown>>> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
}

/** A case as far as tests read it. */
export interface CaseBody {
  readonly id: string;
  readonly kind: string;
  readonly number: string;
  readonly state: string;
  readonly escalation: string;
  readonly version: number;
  readonly trackingCode: string | null;
  readonly holder: string | null;
  readonly clocks: readonly ClockBody[];
  readonly availableEvents: readonly { readonly type: string }[];
  readonly money: object | null;
  readonly serviceAddress: {
    readonly hint: string | null;
    readonly confirmed: { readonly email: string; readonly confirmedBy: string } | null;
    readonly suggestions: readonly { readonly email: string }[];
  } | null;
}

export interface ClockBody {
  readonly name: string;
  readonly generation: number;
  readonly status: string;
  readonly startedOn: string;
  readonly dueOn: string;
  readonly rawDueOn: string;
  readonly dueAt: string;
  readonly provisional: boolean;
  readonly overdue: boolean;
}

export interface NoticeBody {
  readonly template: string;
  readonly party: string;
  readonly recipient: string;
  readonly status: string;
  readonly messageId: string;
  readonly smtpResponse: string | null;
  readonly lastError: string | null;
  readonly attempts: number;
}

export interface HistoryBody {
  readonly seq: number;
  readonly event: string;
  readonly label: { readonly zh: string; readonly en: string };
  readonly occurredOn: string;
  readonly to: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly actor: { readonly role: string; readonly name: string | null };
}

export interface MailBody {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly messageId: string;
  readonly inReplyTo: string;
}

interface Request {
  readonly method?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Speaks to a running product as its accounts do; a refusal is an answer like any other. */
export class ApiClient {
  private readonly tokens = new Map<string, Promise<string>>();

  constructor(private readonly base: string) {}

  /** A request as an account, or as nobody; a body that is a text or a form is sent as it is. */
  async response(
    as: string | null,
    path: string,
    { method = 'GET', body, headers = {} }: Request = {},
  ): Promise<Response> {
    const isForm = body instanceof FormData;
    const isAsItIs = typeof body === 'string' || isForm;
    return fetch(`${this.base}/api/v1${path}`, {
      method,
      headers: {
        ...(as === null ? {} : { authorization: `Bearer ${await this.token(as)}` }),
        ...(body === undefined || isForm ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: isAsItIs ? body : JSON.stringify(body) }),
    });
  }

  /** The same, with the answer's body as JSON. */
  async request<Body = Readonly<Record<string, unknown>>>(
    as: string | null,
    path: string,
    request: Request = {},
  ): Promise<Answer<Body>> {
    const response = await this.response(as, path, request);
    const text = await response.text();
    const json = text === '' ? {} : (JSON.parse(text) as unknown);
    return { status: response.status, headers: response.headers, body: json as Body };
  }

  /** Does what must succeed; the test fails with the answer otherwise. */
  async ok<Body>(as: string | null, path: string, request?: Request): Promise<Body> {
    const { status, body } = await this.request<Body>(as, path, request);
    if (status >= 300) throw new Error(`${path} as ${String(as)}: ${JSON.stringify(body)}`);
    return body;
  }

  file(as: string, complaint: object): Promise<CaseBody> {
    return this.ok(as, '/complaints', { method: 'POST', body: complaint });
  }

  act(as: string, id: string, type: string, payload: object = {}): Promise<CaseBody> {
    return this.ok(as, `/cases/${id}/events`, { method: 'POST', body: { type, payload } });
  }

  propose(as: string, measure: object): Promise<CaseBody> {
    return this.ok(as, '/measures', { method: 'POST', body: measure });
  }

  measureAct(as: string, id: string, type: string, payload: object = {}): Promise<CaseBody> {
    return this.ok(as, `/measures/${id}/events`, { method: 'POST', body: { type, payload } });
  }

  case(as: string, id: string): Promise<CaseBody> {
    return this.ok(as, `/cases/${id}`);
  }

  async list<Item>(as: string | null, path: string): Promise<readonly Item[]> {
    return (await this.ok<{ items: readonly Item[] }>(as, path)).items;
  }

  /** The first units of a city that handle a kind. */
  async unitIds(kind: string, cityCode: string): Promise<readonly string[]> {
    const path = `/units?kind=${kind}&cityCode=${cityCode}`;
    return (await this.list<{ id: string }>(`acceptor.${kind}`, path)).map(({ id }) => id);
  }

  /** Lets simulated time pass, `P60D`. */
  pass(by: string): Promise<{ now: string; clocksFired: number; noticesSent: number }> {
    return this.ok('admin', '/simulation/advance', { method: 'POST', body: { by } });
  }

  private token(as: string): Promise<string> {
    const known = this.tokens.get(as);
    if (known) return known;
    const body = { email: `${as}@${demoDomain}`, password: demoPassword };
    const token = this.ok<{ token: string }>(null, '/sessions', { method: 'POST', body });
    const opened = token.then((session) => session.token);
    this.tokens.set(as, opened);
    return opened;
  }
}
