import { describe, expect, it } from '@jest/globals';
import { databaseAddresses } from './database-address.js';

describe('the addresses in DATABASE_URL', () => {
  it('are one, left as it is, without any list', () => {
    const text = 'postgresql://u:p%20w@db.example/qingnuo?sslrootcert=/etc/ca.crt';
    expect(databaseAddresses(text)).toEqual({ urls: [text], target: 'any' });
  });

  it('are each host with its own port, user and query', () => {
    expect(
      databaseAddresses('postgres://u:p@one:5432,[::1]:5433,two/db?sslmode=verify-full'),
    ).toEqual({
      urls: [
        'postgres://u:p@one:5432/db?sslmode=verify-full',
        'postgres://u:p@[::1]:5433/db?sslmode=verify-full',
        'postgres://u:p@two/db?sslmode=verify-full',
      ],
      target: 'read-write',
    });
  });

  it('may stand in the query, with a port for each or one for all', () => {
    const each = databaseAddresses('postgresql://u@localhost/db?host=/run/a,two&port=5432,5433');
    expect(each?.urls).toEqual([
      'postgresql://u@localhost/db?host=%2Frun%2Fa&port=5432',
      'postgresql://u@localhost/db?host=two&port=5433',
    ]);
    const all = databaseAddresses('postgresql:///db?host=one,two&port=6432');
    expect(all?.urls.map((url) => new URL(url).searchParams.get('port'))).toEqual(['6432', '6432']);
  });

  it.each(['any', 'read-write', 'primary'])('say what is looked for: %s', (target) => {
    for (const hosts of ['one', 'one,two']) {
      const found = databaseAddresses(`postgres://${hosts}/db?target_session_attrs=${target}&a=b`);
      expect(found?.target).toBe(target);
      expect(found?.urls[0]).toBe('postgres://one/db?a=b');
      expect(found?.urls).toHaveLength(hosts.split(',').length);
    }
  });

  it.each([
    'mysql://one/db',
    'postgres://one:x,two/db',
    'postgres://one,two:99999/db',
    'postgres:///db?host=one,two,three&port=1,2',
    'postgres:///db?host=one&port=1,2',
    'postgres://one/db?target_session_attrs=standby',
    'postgres://one/db?target_session_attrs=',
    'one,two',
  ])('are none: %s', (text) => {
    expect(databaseAddresses(text)).toBeNull();
  });
});
