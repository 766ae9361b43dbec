import type { Json } from '../src/kernel/json.js';
import { changedAt, isList, isObject, placesOf } from './mutate.js';
import type { FuzzRequest } from './request.js';

/** So often a finding is tried in a smaller form. */
const TRIES = 40;

/** The smallest form of a request that still shows what was found, as far as a few tries find it. */
export async function shrunk(
  request: FuzzRequest,
  shows: (smaller: FuzzRequest) => Promise<boolean>,
): Promise<FuzzRequest> {
  let least = request;
  let tries = 0;
  for (let found = true; found && tries < TRIES;) {
    found = false;
    for (const smaller of smallerForms(least)) {
      tries += 1;
      if (tries > TRIES) break;
      if (!(await shows(smaller))) continue;
      least = smaller;
      found = true;
      break;
    }
  }
  return least;
}

/** Each with something less: a header, the query, half of a list, a member. */
function* smallerForms(request: FuzzRequest): Generator<FuzzRequest> {
  for (const name of Object.keys(request.headers)) {
    if (name === 'content-type') continue;
    const headers = Object.entries(request.headers).filter(([other]) => other !== name);
    yield { ...request, headers: Object.fromEntries(headers) };
  }
  const [path = '', query] = request.path.split('?');
  if (query !== undefined) yield { ...request, path };
  if (typeof request.body !== 'string') return;
  let value: Json;
  try {
    value = JSON.parse(request.body) as Json;
  } catch {
    yield { ...request, body: request.body.slice(0, request.body.length / 2) };
    return;
  }
  for (const place of placesOf(value)) {
    for (const replace of [halved, gone]) {
      const body = textOf(changedAt(value, place, replace));
      if (body !== null && body.length < request.body.length) yield { ...request, body };
    }
  }
}

/** Null: it is nested too deeply to be written. */
function textOf(value: Json): string | null {
  try {
    return JSON.stringify(value);
  } catch {
    return null;
  }
}

function halved(part: Json | undefined): Json | undefined {
  if (typeof part === 'string') return part.slice(0, part.length / 2);
  if (isList(part)) return part.slice(0, part.length / 2);
  if (!isObject(part)) return part;
  const members = Object.entries(part);
  return Object.fromEntries(members.slice(0, members.length / 2));
}

function gone(): undefined {
  return undefined;
}
