import { buffer } from 'node:stream/consumers';
import { fromBufferPromise } from 'yauzl';

/** What a Word file says, its paragraphs one under the other. */
export async function documentText(content: Buffer): Promise<string> {
  const zip = await fromBufferPromise(content);
  for await (const entry of zip.eachEntry()) {
    if (entry.fileName !== 'word/document.xml') continue;
    const xml = (await buffer(await zip.openReadStreamPromise(entry))).toString('utf8');
    return xml
      .replaceAll('<w:noBreakHyphen/>', '-')
      .replaceAll('</w:p>', '\n')
      .replaceAll(/<[^>]+>/g, '');
  }
  throw new Error('This is no Word file.');
}
