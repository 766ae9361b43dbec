import { readdirSync } from 'node:fs';
import { join } from 'node:path';

type EntityClass = new () => object;

const source = join(import.meta.dirname, '../../src');

/** Every entity of the product, found by its file name. */
export async function allEntities(): Promise<EntityClass[]> {
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.entity.ts'),
  );
  const modules = await Promise.all(
    files.map((file) => import(join(source, file)) as Promise<Record<string, unknown>>),
  );
  return modules.flatMap((module) =>
    Object.values(module).filter((it): it is EntityClass => typeof it === 'function'),
  );
}
