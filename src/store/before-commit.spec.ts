import { describe, expect, it } from '@jest/globals';
import type { EntityManager } from 'typeorm';
import { beforeCommit, withWorkBeside } from './before-commit.js';

const transaction = () => ({}) as EntityManager;

describe('work beside a transaction', () => {
  it('is done before the transaction has its result', async () => {
    const done: string[] = [];
    const result = await withWorkBeside(transaction(), (tx) => {
      beforeCommit(
        tx,
        Promise.resolve().then(() => done.push('beside')),
      );
      return Promise.resolve('result');
    });
    expect([result, done]).toEqual(['result', ['beside']]);
  });

  it('undoes the transaction when it fails', async () => {
    const work = withWorkBeside(transaction(), (tx) => {
      beforeCommit(tx, Promise.reject(new Error('The disk is full.')));
      return Promise.resolve('result');
    });
    await expect(work).rejects.toThrow('The disk is full.');
  });

  it('has ended when the transaction fails for another reason', async () => {
    const done: string[] = [];
    const work = withWorkBeside(transaction(), (tx) => {
      beforeCommit(
        tx,
        Promise.resolve().then(() => done.push('beside')),
      );
      return Promise.reject(new Error('The act is refused.'));
    });
    await expect(work).rejects.toThrow('The act is refused.');
    expect(done).toEqual(['beside']);
  });

  it('is refused where nobody waits for it', async () => {
    const tx = transaction();
    expect(() => {
      beforeCommit(tx, Promise.resolve());
    }).toThrow('Nobody waits');
    await withWorkBeside(tx, () => Promise.resolve());
    expect(() => {
      beforeCommit(tx, Promise.resolve());
    }).toThrow('Nobody waits');
  });
});
