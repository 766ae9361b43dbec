/** A unit, a case and a captured mail, as far as the story reads them. */
export interface UnitAnswer {
  readonly id: string;
  readonly name: { readonly zh: string };
}

export interface CaseAnswer {
  readonly id: string;
  readonly number: string;
  readonly state: string;
  readonly stateLabel: { readonly zh: string };
  readonly escalation: string;
  readonly trackingCode: string | null;
}

export interface MailAnswer {
  readonly to: string;
  readonly subject: string;
  readonly at: string;
  readonly text: string;
}

const DOMAIN = 'demo.qingnuo.example';
const PASSWORD = 'Qingnuo-demo-1';

/** A running product, spoken to by its interface as any client would. */
export class Product {
  private readonly tokens = new Map<string, string>();

  constructor(
    private readonly base: string,
    private readonly send: typeof fetch = fetch,
  ) {}

  file(as: string, complaint: object): Promise<CaseAnswer> {
    return this.call(as, 'POST', '/complaints', complaint);
  }

  act(as: string, caseId: string, type: string, payload: object = {}): Promise<CaseAnswer> {
    return this.call(as, 'POST', `/cases/${caseId}/events`, { type, payload });
  }

  propose(as: string, measure: object): Promise<CaseAnswer> {
    return this.call(as, 'POST', '/measures', measure);
  }

  actOnMeasure(as: string, id: string, type: string, payload: object = {}): Promise<CaseAnswer> {
    return this.call(as, 'POST', `/measures/${id}/events`, { type, payload });
  }

  /** The measure about a case that waits for an approval. */
  async proposedMeasure(as: string, caseId: string): Promise<CaseAnswer> {
    const path = `/measures?caseId=${caseId}&state=proposed`;
    const [measure] = (await this.read<{ items: CaseAnswer[] }>(as, path)).items;
    if (!measure) throw new Error('No measure is proposed.');
    return measure;
  }

  read<Answer>(as: string, path: string): Promise<Answer> {
    return this.call(as, 'GET', path);
  }

  async units(as: string, kind: string, cityCode: string): Promise<readonly UnitAnswer[]> {
    const path = `/units?kind=${kind}&cityCode=${cityCode}`;
    return (await this.read<{ items: UnitAnswer[] }>(as, path)).items;
  }

  /** Lets simulated days pass, as ISO 8601 says them: `P20D`. */
  pass(by: string): Promise<{ now: string; clocksFired: number; noticesSent: number }> {
    return this.call('admin', 'POST', '/simulation/advance', { by });
  }

  private async call<Answer>(
    as: string,
    method: string,
    path: string,
    body?: object,
  ): Promise<Answer> {
    const headers = { authorization: `Bearer ${await this.token(as)}` };
    return this.request(method, path, headers, body);
  }

  private async token(as: string): Promise<string> {
    const known = this.tokens.get(as);
    if (known !== undefined) return known;
    const credentials = { email: `${as}@${DOMAIN}`, password: PASSWORD };
    const { token } = await this.request<{ token: string }>('POST', '/sessions', {}, credentials);
    this.tokens.set(as, token);
    return token;
  }

  private async request<Answer>(
    method: string,
    path: string,
    headers: Readonly<Record<string, string>>,
    body?: object,
  ): Promise<Answer> {
    const response = await this.send(`${this.base}/api/v1${path}`, {
      method,
      headers: { ...headers, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    });
    const answer = (await response.json()) as Answer & { code?: string; detail?: string };
    if (!response.ok) {
      throw new Error(
        `${method} ${path}: ${response.status} ${answer.code ?? ''} ${answer.detail ?? ''}`,
      );
    }
    return answer;
  }
}
