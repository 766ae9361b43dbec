import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { unitId } from '../../../seeds/reference-data.js';
import { DomainError } from '../../../src/kernel/domain-error.js';
import { accountOf, at, EngineUnderTest } from '../../support/engine-under-test.js';
import { openTestDatabase, type TestDatabase } from '../../support/test-database.js';

const unit = { unitId: unitId('450100', 'investment', 'promise-handling') };
const handler = accountOf('handler.promise.450100');
const head = accountOf('head.promise.450100');
const acceptor = accountOf('acceptor.promise');
const acceptorHead = accountOf('head.promise');

let database: TestDatabase;
let office: EngineUnderTest;

beforeAll(async () => {
  database = await openTestDatabase();
  office = await EngineUnderTest.start(database);
  office.time.advanceTo(at('2026-03-02'));
});
afterAll(async () => {
  await office.close();
  await database.close();
});
beforeEach(() => database.dataSource.query(`UPDATE accounts SET status = 'active'`));

/** They have left, and nobody has come in their place. */
const leave = (...accounts: readonly { readonly id: string }[]) =>
  database.dataSource.query(`UPDATE accounts SET status = 'left' WHERE id = ANY ($1)`, [
    accounts.map(({ id }) => id),
  ]);

/** A case that the unit has signed for. */
async function aCase(): Promise<string> {
  const id = await office.file('promise');
  await office.play(id, 'complaint.accept', ['referral.send', unit], 'referral.sign');
  return id;
}

/** Who gets the letter that the result was sent back. */
async function readersOfSentBack(id: string) {
  await office.act(id, 'result.submit');
  await office.act(id, 'result.sendBack');
  const { notices } = await office.stored(id);
  return notices
    .filter(({ template }) => template.endsWith('/sentBack'))
    .map(({ recipient, recipientName, status }) => ({ recipient, recipientName, status }));
}

describe('a letter to the unit', () => {
  it('goes to who handles the case, as long as somebody does', async () => {
    const id = await aCase();
    expect(await readersOfSentBack(id)).toMatchObject([{ recipient: handler.email }]);
  });

  it.each([
    ['head', [handler], head],
    ['office that accepted it', [handler, head], acceptor],
    ['head of that office', [handler, head, acceptor], acceptorHead],
  ] as const)('goes to the %s when nobody nearer is there', async (_, gone, reader) => {
    const id = await aCase();
    await leave(...gone);
    const [letter, ...more] = await readersOfSentBack(id);
    expect(more).toEqual([]);
    expect(letter).toMatchObject({ recipient: reader.email, status: 'pending' });
    expect(letter?.recipientName).toContain('代收');
    expect(await office.incidents.list({ caseId: id })).toEqual([]);
  });

  it('is one incident when nobody at all is there, and goes to who comes', async () => {
    const id = await aCase();
    await leave(handler, head, acceptor, acceptorHead);
    const [letter] = await readersOfSentBack(id);
    expect(letter).toMatchObject({ recipient: '', status: 'failed' });
    const incidents = await office.incidents.list({ caseId: id });
    const own = incidents.filter(({ subject }) => subject === 'handler');
    expect(own).toMatchObject([{ kind: 'reader', cause: expect.stringContaining('handler') }]);
    const retry = () => office.incidents.retry(own[0]?.id ?? '', null, office.time.now());
    await expect(retry()).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await database.dataSource.query(`UPDATE accounts SET status = 'active' WHERE id = $1`, [
      handler.id,
    ]);
    await retry();
    const { notices } = await office.stored(id);
    expect(notices.find(({ template }) => template.endsWith('/sentBack'))).toMatchObject({
      recipient: handler.email,
      status: 'pending',
      variables: expect.objectContaining({ readerName: handler.name }),
    });
  });
});

describe('a referral', () => {
  it('is refused to a unit where nobody works, and taken where one person does', async () => {
    const id = await office.file('promise');
    await office.act(id, 'complaint.accept');
    await leave(handler, head);
    const before = await office.stored(id);
    const error: unknown = await office.act(id, 'referral.send', { payload: unit }).then(
      () => null,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(DomainError);
    expect(error).toMatchObject({
      code: 'INPUT_INVALID',
      details: { errors: [{ path: 'payload.unitId', rule: 'unitStaffed' }] },
    });
    expect(await office.stored(id)).toEqual(before);
    await database.dataSource.query(`UPDATE accounts SET status = 'active' WHERE id = $1`, [
      head.id,
    ]);
    await office.act(id, 'referral.send', { payload: unit });
    expect(await office.letters(id, 'event:3')).toContain('referral→handler');
  });
});
