import type { OpenAPIObject } from '@nestjs/swagger';
import { operationsOf } from '../src/http/openapi/open-api.js';
import { Chance } from '../simulate/chance.js';
import { AnswerCheck, type Exchange } from '../test/support/check-answers.js';
import { Actors } from './actors.js';
import { chainProblems } from './chains.js';
import { Delays } from './delays.js';
import { Plot } from './plot.js';
import { Pool } from './pool.js';
import { inWords, type FuzzAnswer, type FuzzRequest } from './request.js';
import { AS_TOLD, Requests } from './requests.js';
import { Sender } from './send.js';
import { shrunk } from './shrink.js';
import type { Target } from './target.js';

/** Something that must not be, with the smallest request that shows it. */
export interface Finding {
  readonly what: string;
  readonly times: number;
  /** Number of the request that showed it first. */
  readonly at: number;
  readonly request: string;
  /** Whether it showed again when its request was sent again. */
  readonly repeats: boolean;
}

export interface Outcome {
  readonly findings: readonly Finding[];
  /** How often each status came. */
  readonly statuses: Readonly<Record<number, number>>;
  /** Operations that succeeded at least once, and all. */
  readonly reached: number;
  readonly operations: number;
  /** Each with its last answer. */
  readonly unreached: readonly string[];
  readonly cases: number;
  /** How many can still show something, of those who ask. */
  readonly actors: string;
  /** Stories that were told to their end in between. */
  readonly stories: number;
  readonly delays: Delays;
}

/**
 * Sends so many requests one after the other, valid and otherwise, as everybody, and holds each
 * answer against the document. The same seed makes the same choices.
 */
export async function fuzz(
  target: Target,
  { requests, seed }: { readonly requests: number; readonly seed: number },
  progress?: (done: number) => void,
): Promise<Outcome> {
  const sender = new Sender(target.base);
  try {
    const run = await Run.begin(target, sender, new Chance(seed));
    for (let number = 1; number <= requests; number += 1) {
      await run.step(number);
      progress?.(number);
    }
    return await run.end();
  } finally {
    sender.close();
  }
}

/** After so many requests a story goes on by one. */
const STORY_EVERY = 6;

/** After so many requests somebody reads the mails. */
const MAIL_EVERY = 50;

class Run {
  private readonly found = new Map<string, Finding>();
  private readonly statuses: Record<number, number> = {};
  private readonly reached = new Set<string>();
  /** The last answer to an operation that was sent as the document tells. */
  private readonly refusals = new Map<string, string>();
  private readonly delays = new Delays();
  private readonly pool = new Pool();
  private readonly requests: Requests;
  private readonly plot: Plot;
  private readonly operations: readonly string[];

  private constructor(
    private readonly target: Target,
    private readonly sender: Sender,
    private readonly actors: Actors,
    private readonly check: AnswerCheck,
    document: OpenAPIObject,
    chance: Chance,
  ) {
    const places = operationsOf(document);
    this.operations = places.map(({ operation }) => operation.operationId ?? '');
    this.requests = new Requests(places, actors, this.pool, chance);
    this.plot = new Plot(target.base, {
      heard: (exchange) => {
        this.hear(exchange);
      },
      over: () => {
        this.pool.spareNothing();
      },
    });
  }

  static async begin(target: Target, sender: Sender, chance: Chance): Promise<Run> {
    const response = await fetch(`${target.base}/api/openapi.json`);
    const document = (await response.json()) as OpenAPIObject;
    const actors = await Actors.signIn(sender);
    const run = new Run(target, sender, actors, new AnswerCheck(document), document, chance);
    await target.delay();
    return run;
  }

  async step(number: number): Promise<void> {
    if (number % STORY_EVERY === 0) {
      await this.plot.goOn();
      await this.target.delay();
    }
    if (number % MAIL_EVERY === 0) await this.readMail();
    const request = this.requests.next();
    const answer = await this.send(request);
    const delay = await this.target.delay();
    const isOk = answer.status >= 200 && answer.status < 300;
    this.statuses[answer.status] = (this.statuses[answer.status] ?? 0) + 1;
    if (isOk) {
      this.reached.add(request.place.operation.operationId ?? '');
      this.pool.learn(request.actor, request.path, answer.text);
    } else if (request.how === AS_TOLD) {
      this.refusals.set(request.place.operation.operationId ?? '', inShort(answer));
    }
    for (const problem of this.problemsOf(request, answer))
      await this.note(number, request, problem);
    if (delay !== null) await this.weigh(number, request, delay);
    const isSignedOut = answer.status === 401 && !('authorization' in request.headers);
    const isStale = answer.text.includes('"REAUTHENTICATION_REQUIRED"');
    if (request.actor !== null && (isSignedOut || isStale)) await this.actors.renew(request.actor);
  }

  /** Codes that were sent by mail, as who opens the demonstration's mailbox reads them. */
  private async readMail(): Promise<void> {
    const request = { method: 'GET', path: '/api/v1/mailbox', headers: {}, body: null };
    const { status, text } = await this.sender.send(request, this.actors.bearerOf('admin'));
    if (status !== 200) return;
    const { items } = JSON.parse(text) as { items: readonly { text: string }[] };
    for (const mail of items.toReversed()) this.pool.learnLetter(mail.text);
  }

  async end(): Promise<Outcome> {
    const { problems, cases } = await chainProblems(this.sender, this.actors);
    for (const what of problems) {
      this.found.set(what, { what, times: 1, at: 0, request: '', repeats: true });
    }
    if (cases === 0) {
      const what = 'there is no history that anybody could look at in the end';
      this.found.set(what, { what, times: 1, at: 0, request: '', repeats: true });
    }
    return {
      findings: [...this.found.values()],
      statuses: this.statuses,
      reached: this.reached.size,
      operations: this.operations.length,
      unreached: this.operations
        .filter((it) => !this.reached.has(it))
        .map((it) => `${it} (${this.refusals.get(it) ?? 'never sent'})`),
      cases,
      stories: this.plot.ended,
      actors: `${this.actors.able} of ${this.actors.names.length}`,
      delays: this.delays,
    };
  }

  private send(request: FuzzRequest): Promise<FuzzAnswer> {
    return this.sender.send(request, this.actors.bearerOf(request.actor));
  }

  /** What a story was answered: checked like every other answer, and remembered. */
  private hear(exchange: Exchange): void {
    const { method, path, status, text } = exchange;
    if (status >= 200 && status < 300) this.pool.spare(path, text ?? 'null');
    for (const problem of this.check.problemsOf(exchange)) {
      const what = problem.replaceAll(IDS, '…').slice(0, 300);
      const times = (this.found.get(what)?.times ?? 0) + 1;
      const request = `${method} ${path}, of a story`;
      this.found.set(what, { what, times, at: 0, request, repeats: false });
    }
  }

  private problemsOf(request: FuzzRequest, answer: FuzzAnswer): readonly string[] {
    const { method, path } = request;
    if (answer.status === 0) {
      // A server that ends the connection upon nonsense has said what it thinks of it.
      return /ECONNRESET|EPIPE|socket hang up/.test(answer.text)
        ? []
        : [`${method} ${path}: ${answer.text}`];
    }
    const told = this.check.problemsOf({ method, path, ...answer });
    if (told.length > 0 || answer.status < 500) return told;
    return [`${method} ${path.split('?')[0] ?? ''} answers ${answer.status}: ${answer.text}`];
  }

  /** The same thing is told once, with the smallest request that shows it. */
  private async note(number: number, request: FuzzRequest, problem: string): Promise<void> {
    const what = signatureOf(problem, request);
    const known = this.found.get(what);
    if (known) {
      this.found.set(what, { ...known, times: known.times + 1 });
      return;
    }
    this.found.set(what, { what, times: 1, at: number, request: inWords(request), repeats: false });
    const shows = async (smaller: FuzzRequest) => {
      const again = this.problemsOf(smaller, await this.send(smaller));
      return again.some((each) => signatureOf(each, smaller) === what);
    };
    const repeats = await shows(request);
    const least = repeats ? await shrunk(request, shows) : request;
    this.found.set(what, { what, times: 1, at: number, request: inWords(least), repeats });
    await this.target.delay();
  }

  /** A delay counts when the request brings it about again and again; a busy machine does not. */
  private async weigh(number: number, request: FuzzRequest, delay: number): Promise<void> {
    this.delays.add(request, delay);
    const bound = this.delays.boundOf(request);
    if (delay <= bound || request.how === 'time passes') return;
    const shows = async (smaller: FuzzRequest) => {
      for (let time = 0; time < 3; time += 1) {
        await this.target.delay();
        await this.send(smaller);
        if (((await this.target.delay()) ?? 0) <= bound) return false;
      }
      return true;
    };
    const what = `${request.place.operation.operationId ?? ''} holds the event loop up for more than ${bound} ms`;
    const known = this.found.get(what);
    if (known) this.found.set(what, { ...known, times: known.times + 1 });
    else if (await shows(request)) {
      const least = await shrunk(request, shows);
      const told = `${inWords(least)}\n    ${Math.round(delay)} ms when it was first sent`;
      this.found.set(what, { what, times: 1, at: number, request: told, repeats: true });
    }
    await this.target.delay();
  }
}

/** `422 INPUT_INVALID claim.items isNotEmpty`: why something did not succeed. */
function inShort({ status, text }: FuzzAnswer): string {
  const code = /"code":"(\w+)"/.exec(text)?.[1] ?? '';
  const fault = /"path":"([^"]*)","rule":"(\w+)"/.exec(text);
  return [status, code, fault?.[1], fault?.[2]].filter((it) => it !== undefined).join(' ');
}

const IDS = /[0-9a-f]{8}-[0-9a-f-]{27}/g;

/** What two findings have in common that are one: the operation and the fault, not the ids. */
function signatureOf(problem: string, { place }: FuzzRequest): string {
  const text = problem
    .replace(/^\S+ \S+/, `${place.method.toUpperCase()} ${place.path}`)
    .replaceAll(IDS, '…')
    .replaceAll(/\/\d+(?=\/|\s)/g, '/n');
  return text.length > 300 ? text.slice(0, 300) : text;
}
